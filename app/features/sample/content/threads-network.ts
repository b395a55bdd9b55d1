export const networkThreads = `
# 你家路由器藏在哪儿？我先说，鞋柜里
@ xuliang 5d talk | 路由器, 装修
干装修十五年，见过放在冰箱顶上的、塞在鱼缸后面的、挂在晾衣杆上的。业主都说“这样好看”。

我自己家的，在鞋柜里。我老婆说这样好看。
- wenge: 马桶水箱上。别笑，信号是真的好。
- gus: On the lens platform, next to the lamp. Ships get full bars.
- linlan: 作为网络工程师，我家那台放在客厅正中间的茶几上，盖了一块桌布。
-- xuliang: 林工，桌布也挡一点的。
-- linlan: 蕾丝的。
- yezi: 龟背竹下面，它以为自己在热带。

# 三室一厅，榕树到底放哪儿：我量了二十套房子
@ xuliang 31d article | Wi-Fi, 户型
监理的时候顺手量的，二十套，都是三室一厅。结论不复杂：

## 放哪儿
* **走廊拐角、离地一米五**，赢了十四套。
* 客厅电视柜，最常见，也最差：电视本身就是一块铁板。
* 卫生间的墙有水管和瓷砖，别指望信号穿过去两回。

## 怎么验
* 拿着手机站到最远的床头，看视频，拖一下进度条，三秒内动就够用。
* 不够就加一台，放在“信号还好”和“信号不好”之间，而不是放在“不好”里面。
- lena: I measured 46 points in my flat and came to the corner of the corridor, too. We should meet.
- linlan: 徐师傅，最后一条请允许我放进说明书，原话。
-- xuliang: 放吧，别把我照片也放进去。
- huangbo: 补充：别跟微波炉做邻居。

# 为什么半夜两点网速最快？我不是应该睡了吗
@ tudou 19d question | 网速
七十二个标签页一起刷新，白天转圈，半夜秒开。是榕树偏心，还是小区偏心？
- yuxin: 因为我睡了。
- linlan: 不是偏心。白天隔壁二十家的 Wi-Fi 都挤在同几个信道上，跟早高峰一个道理。
+ linlan: 打开榕树的“自动换道”，时间设成每天清晨四点，它会挑一条空的。你家要是在高楼，再把 5G 的频宽从 160 降到 80，反而更稳。
-- tudou: 白天从 60 变成了 310。七十二个标签页代表全体感谢你。
- hetao: 建议把标签页也关几个。
-- tudou: 这个不在讨论范围。

# Show us your cables. Be brave.
@ sam 25d show | cables
I will start. Behind my television live eleven power bricks, four of which power nothing. One of them hums. I have named the hum Gerald.

I have now tied everything with bread clips and written on each what it is. Gerald is labelled "Gerald".

![Tied with bread clips, all of them](picture:cables)
- huangbo: 编号！我终于找到同类了。
- fang: 面包夹子是好主意，已经开始吃面包。
- june: Behind mine there is a shoe from 1998. I am leaving it. It may be load-bearing.
- lena: Please unplug the four, Sam.
-- sam: Three unplugged. I could not do it to Gerald.

# 新手求助：Mesh 是什么？店员讲了半小时我更晕了
@ guoguo 38d question | 路由器, 入门
他说节点、回程、漫游。我说我就想在阳台刷视频。
- tudou: 简单说就是好几台路由器商量着来。
+ wenge: 我这么跟店里的爷爷奶奶讲：一台路由器是一个人在喊，Mesh 是几个人站成一排传话，你走到哪儿，离你最近的那个接着说。家里一个人喊得到的，就不用请第二个。
-- guoguo: 一下子懂了！我家七十平，请一个就够了，刚才差点请了三个。
- linlan: 文哥，这段我也想放进说明书。我们的说明书快要变成一本书了。

# 网断了的那个晚上，你们干了什么
@ jiujiu 8d talk | 日常
昨晚整栋楼断网四小时。我们宿舍六个人，玩了三年来第一次扑克牌，才知道老三会算牌。
- mateo: We sat at the table and all six of them talked. At once. I missed the network a little.
- yuxin: 多睡了四十分钟。建议每周断一次。
- guoguo: 孩子在窗边看了一晚上邻居家的猫，写了篇日记，老师给了优。
- gus: Ours goes every time the cow leans on the pole. We play cribbage. She is winning.
- linlan: 昨晚那栋楼的网是我在修……听到老三会算牌，我觉得修慢了也值。

# Reaching a barn 200 metres away: what worked for us
@ gus 52d article | long range
The lighthouse has the network. The barn has the cow. In between there is weather.

* **A second Banyan halfway** lasted until the wind found it.
* **A cable in a garden hose**, buried a spade deep: two years now, and no complaints from anybody with legs.
* **Pointing matters.** A hand's breadth to the left, and the barn is offline. We marked the wall with a nail.
* **Salt eats plugs.** Petroleum jelly, every autumn.

The cow cam has four viewers. One is my sister.
- sam: Make that five.
- nils: The garden hose! Thirty years up here, and I never thought of the garden hose.
- linlan: "No complaints from anybody with legs" is a better service level than ours.
- yezi: 请问牛叫什么名字？
-- gus: Duchess. She knows.

# The twins renamed our Wi-Fi to “homework is done”
@ farah 12d talk | 家庭
Now every guest who asks for the Wi-Fi hears "homework is done". The twins think it is true if enough people say it.
- qingtian: 老师的意见：名字先留着，作业先写完。
- fang: 密码可以设成今天的作业答案。
-- farah: Fang, you are frightening, and I have done it.
- yuxin: 作为学生代表，这是背叛。
- wenge: 我书店的叫“先看会儿书”，没人真看。

# 旧路由器别扔，我把它变成了书店的留言机
@ wenge 21d show | 改造, 书店
退休的老榕树，断开外网，只放一个网页：连上以后，你会看到上一位客人留下的一句话，然后可以留一句给下一位。

开了两个月，三百多条。昨天那条是：“祝你今天也翻到想翻的那一页。”

![书店里的老榕树](picture:router)
- momo: 我留过一条。不告诉你是哪条。
-- wenge: 我好像知道，是不是只有一个句号的那条。
- hana: I want to fly there just to read one sentence and leave one.
- xiaoman: 这就是我们想做的社区的样子，文哥。
- muzi: 给它画个壳子吧，我来。

# 智能灯突然半夜自己亮了，有没有科学的解释？
@ keke 3d question | 智能家居
凌晨三点，客厅全亮，咖啡机也开始预热。我一个人住。请一定给我科学的解释。
- bairui: 剧场里这叫“有人在对光”。
- dingding: 先排除停电后来电：很多灯的默认状态是“亮”。
- linlan: 十有八九是这个。榕树的日志里查一下 3:00 前后有没有“重新上线”，有的话就是小区闪断了一下。灯的设置里把“来电后”改成“保持原样”。
- pangli: 咖啡机也预热，说明它很懂事。
`;
