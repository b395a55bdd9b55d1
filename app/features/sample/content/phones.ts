export const phones = `
# 充电到 80% 先停住，起床前再补满
@ shuang 44d 54/19 | 电池, 充电
我倒三班，手机一充就是一整晚。用了一年，电池健康掉到 86%。现在只能定个闹钟半夜爬起来拔线，室友以为我梦游。
> 设一个“出门时间”：到 80% 停，出门前四十分钟补到 100%。跟着闹钟走就行，不用学习什么作息。
- laochen: 测了两周：停在 80% 时夜里最高 31 ℃，充满是 38 ℃。曲线我画好了，谁要谁说。
-- wangqi: 我要。发到我站内信吧，比我们实验室的好看。
-- yuxin: 老陈又测两周了，这个社区的时间单位是“老陈”。
- jiujiu: 宿舍十一点断电，我根本充不到 80%，羡慕有烦恼的人。
- ann: Same problem, other hemisphere. My "night" starts at 9 a.m., so please follow the alarm and not the sun.
-- shuang: 对！倒班的人没有晚上，只有闹钟。
* shortlisted wangqi
* accepted wangqi 3w
= wangqi: 做。第一版只看闹钟，不学作息，因为像双双这样的人没有作息可学。出门前补满那一步要等充电芯片的新固件，所以分两次给。谢谢老陈的曲线。
- emil: "We do not learn your habits" is the best sentence a phone maker has written this year.
* building wangqi
- dawei: 在开发了！那我今晚就不爬起来拔线了（电池：？）。
! shisan: 默认别打开，出差路上我就是要 100%，请让我自己选。

# 冬天 -15 ℃ 拍两张照片就关机，明明还有 40%
@ nanfeng 39d 22/8 | 电池, 低温
骑到海拔四千米的垭口，掏出来拍两张就黑屏，揣怀里捂五分钟又有 38%。我不是去风景区看自己黑脸倒影的。
> 低温时提前把性能压下来，并且老实告诉我“太冷了，大概还能拍十张”。
- nils: At minus thirty mine does not turn off. It files for divorce.
- dingding: 低温下内阻升高，瞬时电流一大电压就掉穿。限制相机的瞬时功耗是对的，实验报告级支持。
-- nanfeng: 老师好，能不能顺便布置给他们当作业。
- laochen: 冰箱冷冻室里测过了，-18 ℃ 连拍 7 张关机，三次都是 7 张。
-- yangyang: 你家冰箱还放得下菜吗？另外我可以给手机织个毛衣。
* shortlisted wangqi
= wangqi: 老陈的“7 张”我们复现了，一张不差。原因是连拍时闪光灯和屏幕同时抢电。会先做“还能拍几张”的提示，再做限流。
* accepted wangqi 5w
- xiaolu: 我愿意要一个“只拍照、别的都别干”的低温模式。

# 屏幕湿了以后乱点，一下雨就给客户打视频
@ leizi 4d 47/17 | 屏幕, 防水
下雨天送餐，屏幕上一滴水，它自己点开通讯录。上周给一位客户打了三次视频，人家以为我暗恋他。
> 识别到水滴时只认大面积的按压，或者给个“雨天模式”，滑两下才算数。
- keke: 牛奶也一样。拉花的时候它自己发了个“好的，妈”。
-- leizi: 发给谁了？
-- keke: 供应商。
- hetao: 复现步骤：喷壶 + 通话界面，十次里误触六次。录屏太有喜感就不发了。
- bairui: 三次视频那段我可以演。
- shisan: 谁要“防水补丁”？进我的群，暗号柚子皮，群文件里有刷机包。
? hetao spam: 下载看过，包里没有补丁，只有群二维码。
~ guanshan spam: 拉人进群，还发来路不明的刷机包。真有办法，请直接写在这里，让所有人看见。
* qualified guanshan: 才四个人支持，但今天全城都在下雨，不等了。
= suhang: 已经在看。触控那边说水滴的轮廓其实认得出来，问题是“要不要相信它”。先出一个手动的雨天模式，周末给大家测试包的名单。
- laoma: 手套也一起认认吧，冬天卸货摘手套手指头疼。
* shortlisted suhang

# 想要一部真的小手机，别再 6.7 英寸起步了
@ muzi 52d 20/2 | 外观, 单手
我手长十六厘米，Arc 7 mini 的“mini”是跟谁比的？跟平板吗？左手够不到右上角，右手够不到左上角，我需要第三只手。
> 5.8 英寸，厚一点没关系，电池做大。
- dawei: 支持。我的小指已经被手机底边压出一个凹槽，医生问我是不是弹琴。
- pete: Works for me. I have large hands. Sorry.
-- muzi: 你这个“sorry”也挺大的。
- lena: 5.8 inches with a 10.5 mm body would hold about 4,400 mAh. I drew it. It is adorable.
- huangbo: 字小了我看不见。别做得太小，或者给我单独做个大的。
-- sunnainai: 他那个大的我要两个。
* declined suhang later: 我们和屏幕工厂谈了两轮，5.8 英寸的新面板明年夏天才有人开线，现在做只能用三年前的旧屏。明年 6 月重新看，届时我来这里回复。
- dora: Marked June in my calendar. In small letters.

# Camera takes 2 seconds to open when the phone is warm
@ dora 6d 10/4 | camera, speed
A kingfisher waits for nobody. From pocket to first photo takes 0.8 s when cold and a bit over 2 s after ten minutes of maps. I now own forty pictures of an empty branch.
> Keep the camera warm in memory for a minute after maps was used outdoors.
- ivo: The branch pictures are lovely, though.
- hetao: 复现：导航十分钟后冷启动相机 2.1 秒，三次平均。不导航 0.8 秒。
- pete: Works for me. Perhaps it is not the camera that is slow.
? dora insult: He says it under everything, and this time it is about me.
= suhang: Hetao's numbers match ours to the decimal. The map keeps the image processor's memory; we will make it let go when the screen locks. No promise on the week yet.
* shortlisted suhang

# 相机默认美颜把我奶奶的皱纹都磨没了
@ xiaolu 11d 18/4 | 相机, 人像
拍奶奶的八十岁生日，出来像三十五岁，奶奶看了说“这是谁家闺女”。皱纹是她自己挣来的，别替她抹。
> 人像默认不磨皮；或者检测到长辈时把磨皮降到零。
- sunnainai: 我同意。我这张脸攒了七十一年。
- qingtian: 毕业照也是，全班四十个孩子磨成一个孩子。
- pangli: 我要求保留磨皮，我只有这一个优点了。
-- xiaolu: 可以开，别默认就行。
* accepted suhang 2w
== suhang: 下个版本起，人像默认不磨皮，开关放在取景框里看得见的地方。检测年龄这件事我们不做，猜别人多大总会得罪人。
* building suhang
* in_release suhang
- xiaolu: 更新了，奶奶说：“这回像我。”

# 指纹贴了膜就认不出来，每天求它十次
@ keke 18d 9/6 | 指纹
手上有面粉，屏上有膜，它说“再试一次”。我试了，它又说。我们的关系只剩这句话了。
- hetao: 请写一下膜的厚度和是不是防窥，防窥膜会挡光学指纹。
-- keke: 普通膜，0.3 毫米，配角：面粉。
- tudou: 录同一根手指两次，识别率会好很多。土办法，但管用。
-- keke: 试了，真的好了七成。凭什么！

# Make the vibration motor quieter on a wooden table
@ june 5d 4/1 | vibration
When it rings on my bedside table the whole house thinks a helicopter has come for me. I am eighty-two and I am not ready.
> Sense that it lies on something hard, and purr instead.
- cleo: It resonates at about 180 Hz. On my piano it plays an F sharp.
-- tomasz: It does. We call it the F sharp problem. I will bring it to the haptics people, properly this time.
- sam: Sock under the phone. Patent pending.
- bairui: 升 F 在剧场里是“出事了”的音，难怪全家都起来。

# Tell me when the plug sits loose in the port
@ ben 33d 3/3 | charging
I teach woodwork. The port fills with dust, the plug sits loose, and it "charges" all night from 12% to 13%.
> When the current is suspiciously low, say: "The plug may not sit right. Clean the port?"
- laochen: 可以检测接触电阻，电流忽高忽低就是松了。
- wangqi: 这个提示其实有，藏在电池页第三层。我的错，会提到锁屏上。
* accepted wangqi 1w
* building wangqi
* in_release wangqi
- ben: It told me to clean the port. I did. There was enough in there for a small chair.

# Arc Fold 折痕里夹了一粒米
@ amei 7d 4/1 | 折叠屏
食堂里用的，合上咔一声，一粒米。心跳停了半拍。现在中间有个米形的印子，大家都夸像艺术品。
> 合盖前如果没合平，震一下提醒我。
- pangli: 什么品种的米？
-- amei: 五常。
-- pangli: 那可惜了。
- lena: The hinge could sense it: it closes 0.4 degrees short. My folding ruler does the same.
- yuxin: 物理题：一粒米能撬动多大的折叠屏。

# 录视频能不能暂停一下再接着录
@ guoguo 29d 19/5 | 相机, 视频
孩子的汇报演出，中间换场五分钟黑幕。要么录一整段黑幕，要么录十二个小文件回家拼。
- bairui: 换场是要花时间的，台下请多录几分钟敬意。
-- guoguo: 录了，黑的。
- xiaoqi: 剪辑师路过：拼十二段只要二十秒，但我理解你不想。
* accepted suhang 4w
= suhang: 做。难点是暂停期间换了焦段怎么接，第一版先锁住焦段，暂停时不能变焦。
! xiaolu: 锁焦段就失去意义了，宁可晚两周也请允许变焦。
- hana: Please also show the total so far while paused. I translate speeches and need to know how long I have been crying.

# 手机背面太滑，放沙发上自己走了
@ yangyang 20d 6/1 | 外观
放沙发扶手，它慢慢地、坚定地滑下去，像在离家出走。织了个套解决了，但不是每台手机都有毛衣。
- shisan: 实测：斜面超过四度就开始溜。
- yezi: 我的已经在花盆里找到过两次。
- ben: Sandpaper, 400 grit. (Do not do this.)
- gus: Mine once left the lighthouse by the window. Ground floor, luckily.
- shuang: 护士站的柜台也溜，已经摔成集体记忆了。

# 一键把“今天拍的”发给家里的大屏
@ zhongxia 3d 8/1 | 相册, 投屏
每天晚上奶奶要看娃今天的照片。我一张张点，一手还抱着娃，娃还想抢手机。
> 充电时自动把当天的照片放到家里的屏上轮播。
- sunnainai: 我就是那个奶奶。字幕写大一点，写清楚是几点拍的。
- fang: 默认别全放，上次投屏把我的体检报告投出去了。

# Let me map the volume key to the torch, please
@ gus 16d 9/2 | buttons
It is dark in a lighthouse, ironically. Twice a night I need the torch with one glove on. The slide-tap-tap is for people with lamps.
> Hold both volume keys for a second: torch.
- dora: Yes. With the red filter, so the owls stay.
- pete: Works for me already, I set it in "gestures".
-- gus: That is for the power key, Pete.
-- pete: Works for me on the power key.
* shortlisted priya
= priya: We can do this without a new setting screen: the long press is free on the lock screen. I would like it off by default, because pockets exist.

# 快充头插上以后吱吱叫，猫很生气
@ xiaokui 12d 4/3 | 充电, 噪音
充到 90% 以后充电头有高频声，我听不见，三只猫轮流盯着它。
- achang: 我也听得到，以为是年纪轻轻耳鸣了。
- wangqi: 涓流阶段的电感啸叫，猫的听力真好。能不能告诉我充电头侧面那行小字？有一批的点胶少了。
-- xiaokui: 小字发你站内信了，附猫照三张。
- emil: My cat confirms. She has filed it under "music".

# 屏幕最低亮度还是太亮，半夜看一眼像见到了天亮
@ bairui 6d 17/6 | 屏幕, 夜间
舞台候场，侧幕是全黑的。我看一眼台词，第三排观众都看见我在看台词。
> 最低亮度再低一半，或者用滤镜压下去。
- ivo: For the stars, too. Please let red stay red all the way down.
- shuang: 夜班查房同求，病人睁眼以为天使来了。
-- bairui: 护士本来就是天使，只是太亮。
- laochen: 量过，最低 1.9 尼特，隔壁家能到 1.0。

# 双卡切换流量要点五下
@ laoma 24d 3/2 | 双卡
跑长途，过个省就得换一张卡，五下，还得靠边停车。
- tudou: 能做成快捷开关吗，就一个方块，写着 1 或者 2。
* declined suhang already-exists: 长按下拉面板里的“移动数据”就能直接换卡，两步到位。我们把这个入口藏得太深了，下个版本会在第一次用双卡时提示。
- laoma: 还真有。我点了三年的五下。

# 手机掉进沙发缝，语音叫它不答应
@ pangli 2d 7/3 | 语音
我喊“柚月柚月你在哪”，它明明听见了，亮了一下屏，不出声，因为静音。它在和我玩捉迷藏。
> 喊“你在哪”的时候，静音也要响。
- xiaoqi: 建议它回答“我在你下面”。
- amei: 静音开会时被喊出来怎么办？
-- pangli: 那说明你在开会时找手机，该尴尬的是你。

# Pocket typing: it wrote a novel while I ran
@ kofi 21d 4/3 | pocket, touch
Twenty-one kilometres, one wet pocket, and a message to my boss that begins "ggggggh" and ends with an apology I did not write.
- achang: 夜跑同款，我的发了四十个拼手气的骰子。
- kofi: At least yours were dice.
* accepted priya nodate
= priya: Same root cause as the rain idea: we trust the glass too much. Both will be answered by one change, so please follow that one as well.

# 拍月亮拍出来是个灯泡
@ xiaolu 31d 2/1 | 相机, 夜景
不想要合成的月亮，就想要真的、小小的、带环形山的那种。
- ivo: Lock focus at infinity, 1/250, ISO 100. The moon is a rock in daylight.
-- xiaolu: 学会了，撤了，谢谢。
* withdrawn: Ivo 教会我手动模式了，是我不会用。
- dora: The moon also roosts. Try before dawn.

# 手机发热时告诉我是谁干的
@ tudou 5d 15/4 | 发热, 电池
口袋里突然烫腿，打开一看“一切正常”。凶手肯定在后台，只是没有名字。
> 通知里写一句：“过去十分钟，某某应用用掉了 6%”，给个“让它停下”。
- hetao: 支持，并建议带上版本号，方便我找他们聊聊。
- olive: My spreadsheet says: maps 41 %, weather 22 %, a flashlight app 19 %. A flashlight. In daylight.
= wangqi: 数据是有的，之前怕误伤没敢点名。现在打算点名，但只点最近十分钟里用电超过平常三倍的。

# 长截图截到一半手抖，全毁
@ fang 64d 1/1 | 截图
表格一百二十行，截到九十行手一抖就停了，重来。重来了五次。
- tudou: 导出成图片更稳。
- fang: 导出的图片打不开，我又截了一次，又抖了。

# 相册里的截图自动归到一边去
@ qingtian draft 10d | 相册
家长群的截图占了我一半相册，找孩子们的合影要往下翻十分钟。

# Notch or no notch: let the wallpaper hide it
@ emil 66d 1/0 | display
My cat follows the little black dot with her paw. She has scratched the same spot for a month.
- hana: Put a mouse there. Commit to it.
`;
