export const arcThreads = `
# 冷到 -20 ℃ 还能拍出水，我的六条办法
@ nanfeng 34d article | 低温, 相机
骑行路上攒下来的，冻哭了好几回才记住。

## 出门前
* 充满，别 80%。平时省着的那 20% 就是给山上用的。
* 关掉蓝牙和自动亮度，它俩在雪地里特别忙。

## 路上
* 手机贴身放，背面朝肉，屏幕朝外，免得体温把它当作业做了。
* 拍之前先捂两分钟，拍完马上放回去，别举着看照片，回家看。
* 三脚架上的铁会咬手，包一圈布。

## 回到屋里
* 别急着开机。先放门口半小时，不然镜头里面会下雾。
> 山上没有插座，也没有后悔药。
- nils: Number three is the one nobody believes until February.
- xiaolu: 第一条我记反了三年。谢谢，今年冬天的云有救了。
- laochen: 背面朝肉我测过，比放外套口袋高 11 ℃，多撑四十分钟。
-- nanfeng: 我就知道你测过。
- dingding: 可以进课本：热传导的应用，题图就用你的黑脸。

# 大家的手机壳里都夹了什么
@ yangyang 3d talk | 日常
我的夹了一张公交卡、一根备用毛线和一片去年的银杏。透明壳真是这个时代的相框。
- bairui: 第一场演出的票根，字已经掉光了，只有我知道写的是什么。
- qingtian: 学生送的纸条，上面写着“老师你辛苦了，作业少一点”。
- leizi: 一张膏药。
-- banxia: 哪里疼？来店里我给你看看，别光夹着。
- gus: A feather. The gull does not know.
- tudou: 什么都没夹，夹了影响散热。
-- yangyang: 你这样很容易没有故事。

# Arc 7 拍人脸总是偏黄，是设置没调对吗？
@ qingtian 26d question | 相机, 白平衡
教室里日光灯，拍出来全班像吃多了胡萝卜。室外就正常。我不太懂参数，按哪里？
- pangli: 我本来就这个颜色。
- xiaolu: 先看看是不是开了“暖色人像”，长按取景框左上角那个小太阳。
+ hetao: 教室灯每秒闪一百次，自动白平衡会在两帧之间犹豫。点开“专业”，白平衡选“荧光灯”，快门 1/50 或 1/100，就稳了。我用同款灯试了三间屋子。
-- qingtian: 好了！全班恢复人类。谢谢核桃老师，我替四十个孩子谢你。
- suhang: 记下来了，自动模式也应该认得出这种灯，我去提。

# 晒一下：用 Arc 拍的一年的云
@ xiaolu 19d show | 摄影, 云
四万张里选了十二张，一个月一朵。三月那朵像一只回头的狐狸，八月那朵像我奶奶生气。

没有修过，最多把地平线扶正了。最喜欢十一月的：六点十分，天还没亮，云先亮了。

![十二个月的云](picture:clouds)
- sunnainai: 八月那朵哪里像生气，那是在想晚上吃什么。
- ivo: As an astronomer I am professionally against clouds. October may stay.
- muzi: 能让我照着三月那只画一张吗？画好送你。
-- xiaolu: 当然！狐狸归你，云归我。
- dora: November, please, on my wall.

# How do you carry a phone while painting a ceiling?
@ ben 9d question | daily
Serious question. Shirt pocket: paint. Trouser pocket: I sit on it. Table: paint, again, from above.
- sam: Freezer bag, taped to the ladder. Touch works through it. Dignity does not.
- yangyang: 我可以给它织个雨衣。
+ lena: Armband for runners, but on the ankle. You look at it when you climb down, which is when you should be looking at it.
-- ben: The ankle! Two rooms done, no paint on the phone. Some on the cat.
- emil: We need to hear about the cat.

# 你们第一台手机现在在哪儿
@ huangbo 41d talk | 怀旧
我那台还在抽屉里，装着一块能拿去砸核桃的电池。昨天充上电，它亮了，问我要不要设置 2004 年的时间。
- hetao: 请不要砸我。
- laoma: 掉进过黄河，捞上来吹干接着打电话。现在的小年轻不信。
- june: Mine had a cord and was attached to the wall. It never got lost.
- guoguo: 被孩子当成电视遥控器，用了两年，换台成功率为零。
- fang: 留着，里面有一条没发出去的短信。
-- momo: ……
-- fang: 默默你别这样，我要哭了。

# Folding phone, wet market: a field report
@ mateo 15d article | Arc Fold, cooking
I cook for six and the recipe lives on the Fold. Here is what I learned in a month of steam.

* **Tent position** is the one. Half folded like a small roof, it reads well from the sink and drips run off.
* Flour is worse than water. Close it *before* the dough, not after.
* Wet fingers scroll by themselves. I now use my elbow. The children have started to clap.
* Garlic does not come out of the hinge. It is a garlic phone now, and I have made my peace.
- amei: 锅气这么重的报告，我给满分。食堂里我用保鲜膜套着，折痕处留一道缝。
- lena: "It is a garlic phone now." I read this to the whole office.
- priya: The elbow should count as a supported input. I will bring it up.

# 充电头上那一行小字到底在说什么？
@ sunnainai 6d question | 充电
我戴上老花镜再拿放大镜看，写着 5V 三杠 3A，9V 三杠 2A。它是在跟我吵架吗？
- huangbo: 前面是电压，后面是电流，乘起来就是它一口能喂多少饭。
+ wangqi: 孙奶奶，您只要看两样：写着 PD 或者 PPS 的，插我们的手机就能快充；一个都没写的，也能充，就是慢慢喂。不会喂坏的，手机自己会挑。
-- sunnainai: 这就听懂了。我家四个头，三个会快的，一个慢性子，慢性子给收音机了。
- jiujiu: 宿舍那个六个人抢的头，我去看看有没有 PD。

# I turned an old Arc into the kitchen clock
@ sam 50d show | 改造
Screen cracked in one corner, so nobody wanted it. I printed a frame, turned the clock on, and hung it over the stove. It shows the time, the bread timer and, once a day, a photo of my late dog.

It has not been "a phone" for a year, and it has never been so useful.
- cleo: The dog photo. Sam. We were laughing a minute ago.
- huangbo: 记得给电池限到 60%，一直插着会鼓。
-- sam: Done this morning, thank you. The dog stays at 100.
- ben: Send me the frame file? I will make it in walnut.

# 收到了柚月寄来的感谢信，念给你们听
@ laochen 2d talk | 好事
“老陈先生：您的温度曲线已经贴在我们实验室的门上，门现在很热。——电源组全体”。

落款一共七个签名，有一个画了只温度计。我裱起来了。
- wangqi: 画温度计的是我，别的签名比较正经。
- yuxin: 社区的时间单位终于有了官方认证。
- xiaoman: 恭喜老陈！这封信我也想要一张照片，放社区里。
- shisan: 酸了。我也测过很多东西的！
-- laochen: 你那个叫拆。
`;
