export const pithosThreads = `
# 说说你们锁屏上现在是什么
@ keke 2d talk | 桌面
我先来：一杯拉花失败的拿铁，图案是“好像是只羊”。每天早上看它一眼，提醒自己今天会更好。
- yangyang: 那就是羊，你对自己要求太高了。
- jiujiu: 课表。已经不看了，但不敢换。
- emil: My cat, asleep on the previous lock screen.
- dawei: 地铁线路图，上面圈着“别坐过”。坐过三次了。
- june: The grandchildren, but the clock covers the youngest. He has noticed.
-- suhang: June，长按锁屏可以把时间挪到下面去，小的那个就露出来了。
-- june: He says thank you.

# 单手党的一天：我把所有能挪到右下角的都挪了
@ dawei 28d article | 单手, 教程
每天地铁两小时，右手归手机，左手归吊环。半年调下来，分享给同样够不到天的人。

## 三件最有用的
* **下滑手势**：设置里搜“单手”，打开“底部横条下滑”，整个屏幕会掉下来迎接你。
* **图标放最下面两排**：上面放天气和照片，反正也够不着，就当窗户。
* **返回靠侧滑**，别去找左上角，那里是给两只手的人准备的。

## 一件没用的
* 指环。上班路上它勾住了别人的围巾，我们一起坐到了终点站。
- muzi: 左撇子版：以上全部镜像，谢谢。
- xiaoqi: 围巾那段我想采访你。
- suhang: 第二条我们做成了预设，名字就叫“大伟布局”，还在内部测。真的。
-- dawei: 我妈今晚又要转发了。

# 升级以后日历里的生日全没了，怎么找回来？
@ fang 13d question | 日历
昨晚升级，今早发现一百零三个生日一个不剩，包括我妈的，就在下周。求助。
- pete: Works for me, but I only have two birthdays in there.
- shisan: 先别恢复出厂！手先放下，听我说。
+ tudou: 没丢。新版把生日单独放成一个日历，默认没打勾。日历右上角三道杠，往下翻到“生日”，勾上就回来了。
-- fang: 一百零三个，一个不少！我妈的也在，包括她不承认的那个年份。
- suhang: 默认不打勾是我们的疏忽，下个小版本会勾上，对不起吓到大家。

# Which app do you open when you do not want to open anything?
@ hana 11d talk | daily
I unlock, look at nothing, lock. Then I do it again. Yesterday I caught myself reading the weather of a town I have never been to.
- ivo: The star map. In daylight. Indoors.
- xiaokui: 计算器。按几个数，清零，心里就空了。
- olive: My spreadsheet of bugs. It is full, and yet so calming.
- momo: 这里。
-- hana: Momo, that is the nicest thing anyone has said about this place.

# 晒晒我的桌面：一张表格管全家
@ fang 45d show | 桌面, 小组件
四个小组件，一屏看完：谁接孩子、谁做饭、谁还欠谁一次洗碗、离周末还有几天。颜色是统一的，边距是八的倍数。

老公说像进了机场大厅。我说是的，请按时登机。

![四个小组件](picture:widgets)
- lena: The margins are multiples of eight. I feel safe here.
- guoguo: 求模板！我家的叫“谁都以为是对方接”。
-- fang: 发你了，记得把“欠洗碗”那一列锁定，会有人偷偷改。
- priya: Contrast is good, too. I checked with my eyes shut, then open.

# How do I stop two alarms from ringing in two time zones?
@ ann 22d question | alarm
I flew east for a week. Now my 7 p.m. alarm rings at 7 p.m. here *and* at what used to be 7 p.m. I am a night-shift pharmacist. This is not funny at the counter.
- shuang: 我懂！凌晨三点那个闹钟，全病房都懂了。
+ hetao: 时钟里有个“随时区移动”，默认是“问我”，您出差那天点了“两个都要”。长按闹钟，选“只在本地”，另一个就没了。
-- ann: That was it. I did say "both" to something at 4 a.m. in an airport. Thank you from every customer I have.
- dawei: 以后凌晨四点我什么都不点“两个都要”。

# 备份这件小事：我弄丢过一次，所以写得很长
@ xiaolu 39d article | 备份, 照片
三年前掉进洱海的不是手机，是两千张照片。从那以后我照三二一来：

* **三份**：手机一份，家里的盘一份，另一座城市一份（我放在奶奶家）。
* **两种地方**：别都放在会一起掉进湖里的东西上。
* **一份不插电**：插着的都会跟着一起坏。

每月一号，我花二十分钟做这件事，做完奖励自己看一遍狐狸云。
> 没有备份的照片，只是暂时还看得见。
- tudou: 程序员点头。最后那句我抄走当签名。
- olive: Test the restore, too! An untested backup is a rumour.
-- xiaolu: 说得对，第四条：真的恢复一次试试。
- sunnainai: 放我这儿那份我天天看，没拔过电。要拔吗？
-- xiaolu: 奶奶，拔！

# 输入法把“柚月”打成“又晕”，只有我这样吗？
@ leizi 5d question | 输入法
一天二十几次。给客服发“又晕的手机又晕了”，对面回我：“亲，您先坐下。”
- bairui: 台词很好，我可以演。
- hana: Mine writes "grapefruit moon", which is at least pretty.
- aduo: 我看到的时候真以为你晕了，差点打电话，又想起我听不见。
- tudou: 长按候选词可以删掉它学坏的那个，再打三次对的，一般就改过来了。

# 我用自动化让手机替我喊孩子起床
@ zhongxia 17d show | 自动化, 孩子
七点整：灯慢慢亮，音箱放鸟叫，手机用我的声音说“起床啦”。七点零五：用他妈妈的声音再说一遍。七点十分：放奶奶录的“包子要凉了”。

实验结果：前两步无效，包子百分之百有效。
- mateo: In my house the third step is my mother, live.
- dingding: 对照组呢？没有包子的早晨试过吗？
-- zhongxia: 试过，没人起床，包括我。
- sunnainai: 早说嘛，我给你们录全套：包子、豆浆、下雪了。

# 关于“收到”的一点心理研究
@ momo 8d talk | 通知
我潜水三年，统计过群里的“收到”：早上七点的最快，周五下午的最慢，带波浪号的都在摸鱼。

就这些，我回去潜了。
- qingtian: 默默一开口就是论文。
- guoguo: 收到~
-- momo: 看。
- fang: 能给我原始数据吗？我做个图。
- xiaoman: 欢迎常来，水面上也挺暖和的。
`;
