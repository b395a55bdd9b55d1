import { access } from "./access";
import { firstIdeas, firstThreads } from "./first-season";
import { home } from "./home";
import { network } from "./network";
import { phones } from "./phones";
import { system } from "./system";
import { accessThreads } from "./threads-access";
import { arcThreads } from "./threads-arc";
import { homeThreads } from "./threads-home";
import { networkThreads } from "./threads-network";
import { pithosThreads } from "./threads-pithos";
import { wearThreads } from "./threads-wear";
import { wear } from "./wear";

/**
 * The sample's boards, whose they are, what they promise, and the ideas and threads of each, as `story.ts` and
 * `thread-story.ts` read them.
 */
export const boards = [
  {
    slug: "arc",
    team: "power",
    promise: { top: 2, above: 30 },
    name: "手机 Arc",
    description: "Arc 7、Arc 7 mini 和 Arc Fold：电池、相机、手感。",
    story: phones + firstIdeas.arc,
    threads: arcThreads + firstThreads.arc,
  },
  {
    slug: "pithos",
    team: "system",
    promise: { top: 2, above: 30 },
    name: "系统 PithOS",
    description: "单手、通知、相册、桌面：手机里的一切。",
    story: system + firstIdeas.pithos,
    threads: pithosThreads + firstThreads.pithos,
  },
  {
    slug: "home",
    team: "home",
    promise: { top: 1, above: 25 },
    name: "家电 Home",
    description: "粥粥电饭煲、扫扫、林间和萤：家里会动会响会冒气的。",
    story: home + firstIdeas.home,
    threads: homeThreads + firstThreads.home,
  },
  {
    slug: "wear",
    team: "home",
    promise: { top: 1, above: 25 },
    name: "耳机手表 Wear",
    description: "豌豆耳机、滴答儿童手表和絮语音箱。",
    story: wear + firstIdeas.wear,
    threads: wearThreads + firstThreads.wear,
  },
  {
    slug: "network",
    team: "power",
    promise: { top: 1, above: 20 },
    name: "网络互联 Network",
    description: "榕树路由器，以及设备之间怎么说话。",
    story: network + firstIdeas.network,
    threads: networkThreads + firstThreads.network,
  },
  {
    slug: "access",
    team: "system",
    promise: { top: 1, above: 20 },
    name: "长辈与无障碍 Access",
    description: "看不清、听不清、手不稳的时候，也要好用。",
    story: access + firstIdeas.access,
    threads: accessThreads + firstThreads.access,
  },
] as const;
