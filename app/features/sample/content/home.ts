export const home = `
# 粥粥预约煮饭，停电再来电就当没这回事
@ amei 43d 51/16 | 电饭煲, 预约
早上五点的粥，夜里跳了一下闸，来电后它显示“你好”。我对着空锅站了一分钟，食堂七十个人在等。
> 断电后记得预约；超过时间没法补的，来电时响一声说明白。
- pangli: 我的也“你好”过，当时锅里是泡了八小时的红豆。它你好，我不好。
- huangbo: 装一颗钮扣电池记时间就行，一九八几年的闹钟都会。
-- heyun: 黄伯，您说的方案就是我们要上的方案，连型号都对。
- hetao: 请同时测“来电一秒又断”的抖动，工地常有。
* shortlisted heyun
= heyun: 我们拿六台粥粥拔了四百次插头，有一台真的学会了认命。现有机型可以用固件把预约写进存储，来电后十分钟内补上，超过就响三声并说明。下一代加黄伯的钮扣电池。
* accepted heyun 2w
* building heyun
- amei: 七十个人和我一起等这个更新。

# 扫扫总把猫碗推到沙发底下
@ xiaokui 29d 23/4 | 扫地机, 宠物
三只猫三个碗，它每天把碗一个个推到沙发底，像在囤过冬的粮。猫现在怕它，也敬重它。
> 认一认碗，绕开；认不出来就停下问我。
- yezi: 我家是花盆，土推得满屋，像在自己种地。
- emil: Mine collects socks. We believe it is building a friend.
- dingding: 碗太轻，撞碰传感器触发不了，所以以为能走。配重 200 克即可绕开，已做对照实验。
-- xiaokui: 我往碗里放了两颗鹅卵石，真的好了。猫开始舔石头。
* shortlisted heyun
= heyun: 我们收集了社区发来的 61 个猫碗照片，识别在训练了。石头方案写进了临时说明，署名叮叮老师。
* accepted heyun 7w

# 林间滤网该换了，能不能提前两周说
@ jiangnan 35d 16/7 | 净化器, 滤网
红灯亮的那天正好是回南天第一天，滤网要等五天到。那五天我和墙一起发霉。
> 还剩 15% 时在手机上说一声，说清型号。
- laochen: 滤网寿命按时间算不准，要按粉尘量。我测过，差一倍。
* accepted heyun 1w
* building heyun
* in_release heyun
= heyun: 已上线。按风量和粉尘一起估，剩 15% 提醒一次，剩 5% 再提醒一次，不会天天念。
- jiangnan: 今天收到了第一次提醒，型号写得清清楚楚。墙表示欣慰。

# 孩子睡着的时候，扫扫小声一点
@ zhongxia 4d 33/9 | 扫地机, 静音
好不容易哄睡，扫扫出门上班了，一声“开始清扫”像开运动会。
> 有个“小声模式”：不说话、不吸地毯、灯也别闪。
- mateo: With six people at home there is no hour when nobody sleeps. Quiet mode is the only mode.
- xiaoqi: 语音播报 71 分贝，比吸尘本身还响。它只是想被看见。
- guoguo: 过来人：它碾过一块积木的声音，任何模式都救不了。
* shortlisted heyun
= heyun: 语音关掉今天就能做，藏在“更多”里，抱歉。小声模式要改电机的转速曲线，已经排上试验。

# 粥粥的“口感”到底软多少，没个准
@ fang 20d 9/3 | 电饭煲
“偏软、标准、偏硬”，三档煮出来我闭着眼分不出来。请给个数。
- amei: 水多一成就是软一档，跟按钮没关系。
-- fang: 那按钮是做什么的？
-- heyun: 是对自信心的一种调节……开玩笑，差的是浸泡时间，8、14、20 分钟。会写到屏上。
- pangli: 我建议三档改叫：爷爷、爸爸、我。
* accepted heyun 3w

# Warm light like a bulb, not like a mandarin
@ lena 18d 4/0 | lamp, colour
The warmest setting is 2,200 K with a tint. My white wall looks like a sunset that lost its nerve.
- ivo: For the telescope I want it redder. Lena wants it less. We should not share a lamp.
- yezi: 植物倒是挺喜欢，长歪了都朝着它。
= heyun: The tint is real: +0.006 on the green axis, third batch. Send me the number on the base and we swap it. A calibration in the app follows for everyone else.

# 扫完别在客厅正中间喊“我回不去了”
@ xuliang 14d 10/4 | 扫地机
装修监理，家里三层，它每次把电用到最后一格，在离充电座最远的地方求救。比我还不会规划工期。
> 剩 20% 就往回走，够不够路自己算。
- hetao: 建议按“回程距离 × 1.5”留电，不要固定百分比。
- gus: Mine got stuck under the cow trough. It was not lost, it was visiting.
- linlan: 它其实能估算，地图是分楼层的，只是没用上。我帮家电组接一下。
* accepted heyun nodate
= heyun: 按核桃的公式来，1.5 倍。三层楼还要看门槛，先承诺平层。

# One beep when the rice is done, not seven
@ june 46d 46/3 | rice cooker, sound
Seven beeps. I heard the first. I am old, not on another continent.
> One beep, and one more after five minutes if nobody came.
- shuang: 夜里两点下班煮碗面，七声，整栋楼都知道我饿了。
- sunnainai: 我倒要七声，我耳朵背。给个开关吧。
-- june: A switch it is, Grandma Sun. You take the other six of mine.
* accepted heyun 2w
* building heyun
* in_release heyun
== heyun: 随固件发布：响几声可选，0、1、3、7。默认 3。七声版本特别鸣谢孙奶奶。

# 净化器的数字让我焦虑
@ yuxin 9d 4/1 | 净化器
炒个辣椒它飙到 380，全家跑去开窗，外面是 12。我爸现在不炒辣椒了。
> 平时别显示数字，只亮颜色，点一下再看。
- mateo: In my kitchen it says 500 and then refuses to speak.
- laochen: 数字挺好的，别藏。
! laochen: 数字是我看它的唯一理由，藏起来我就得再测一遍，请至少留个选项。
- yuxin: 我爸昨天偷偷炒了一次，把净化器抱到了阳台。

# 粥粥内胆的刻度看不清
@ huangbo 25d 9/6 | 电饭煲, 看不清
刻度是灰的，印在灰的内胆上。我用油性笔描了一遍，第三天让洗掉了。
> 刻成凸的，摸也摸得出来。
- landou: 凸的最好。我现在用食指第一关节当量杯，误差半碗。
- amei: 水没过手背，祖传的，不用刻度。
* accepted heyun nodate
= heyun: 新模具已经打样：凸线加深色填充，蓝豆老师来公司摸过一遍，提了三处。老机型的内胆会通用。
- landou: 摸到了，3 和 4 之间那条终于不像 8 了。

# Plug-in devices should say what they eat at idle
@ ivo 38d 8/1 | energy, standby
I turn everything off to see the stars, and eleven little lights remain. Which of them are hungry?
- laochen: 粥粥待机 0.8 瓦，扫扫座 2.1 瓦，榕树 9 瓦。表在我这里。
-- ivo: You are the star chart of this community.
* declined heyun later: The parts that measure idle draw are only in the next generation; adding them from outside is not honest enough to print. We come back to this when the 2027 line is on the bench.

# 扫扫请学会绕开我奶奶的拖鞋
@ xiaolu 5d 4/1 | 扫地机
奶奶睡午觉，它把左脚那只推到了门口，右脚那只推到了厨房。奶奶醒来以为家里来人了。
- sunnainai: 又是我吗？
-- xiaolu: 是另一位奶奶，您的拖鞋还安全。
- heyun: 拖鞋比猫碗还难，因为它会走。已经记进识别清单了。
& guanshan # 扫扫总把猫碗推到沙发底下: 猫碗、花盆、拖鞋，都是地上的东西要认得出来、绕得开，合在一起看。

# A lamp that wakes up slower than I do
@ dora 40d 9/3 | lamp, alarm
At four in the morning a lamp that goes from zero to noon is an assault. Twenty minutes, please, from ember to lamp.
- shuang: 倒班的请求跟着闹钟而不是太阳（我已经说第三次了）。
* accepted heyun 4w
= heyun: Alarm, not sun. Shuang has trained us well. From 1 % to your level in twenty minutes; the first 5 % are the hard part, the LED flickers there.
* building heyun

# 家电的 App 能不能别每个都要位置
@ fang 12d 17/4 | 隐私, 应用
一口锅，要知道我在哪里做什么？我在厨房，还能在哪。
- tudou: 是蓝牙配网的历史包袱，新系统里不用了，可以去掉。
* shortlisted heyun
= linlan: 土豆说得对，新系统配网不再需要位置。老手机还得要，但会写清楚为什么、只用一次。

# 酸奶模式做出来是豆腐
@ pangli 8d 3/1 | 电饭煲
按说明书八小时，成品可以用刀切。我蘸了酱油，不难吃。
- amei: 温度高了，42 度超过一点蛋白质就抱团。
- dingding: 请测内胆底部和中部温差。
-- pangli: 我家没有探针，只有嘴。
- mateo: Keep the bug. Call it a feature. Add coriander.

# Rice for one, please
@ nils 6d 7/1 | rice cooker
I live alone up here. The smallest line is two cups. I eat rice for two and argue with the second person.
- mateo: Move in with us. There is never any left.
- heyun: 一人份我们叫“一碗”，传感器在水太少时会误判，正在补标定。
- nils: The second person has started a blog.
- amei: 一个人也要好好吃饭，我先教你用砂锅。

# 扫地机的地图别传到网上
@ hetao 7d 32/1 | 隐私, 扫地机
我家的户型图、几点没人、床在哪，都在一张图里。这张图应该住在家里，不应该住在云上。
> 默认只存本机；要远程看，再单独打开。
- xuliang: 干这行的告诉你：一张准确的户型图比钥匙好使。
- emil: The map of my flat is mostly labelled "cat".
* shortlisted heyun
* accepted linlan 8w
= linlan: 会改成默认只存在扫扫和您的手机里。远程查看走家里的榕树直连，不落我们的服务器。工作量不小，所以写了八周，不是拖。

# The lid handle sits next to the steam
@ mateo 27d 4/3 | rice cooker
Whoever put the handle next to the steam has never made rice. I have the scar, it is shaped like a bean.
- amei: 从左边掀，我们食堂都这么教。
- heyun: Guilty. The handle turns by ninety degrees in the next lid, and the lid fits yours.
- mateo: The bean-shaped scar and I accept this offer.

# Please let me name the vacuum
@ emil 3d 9/0 | vacuum
The app insists on "Device 1". He is called Gerald. The cat knows. The app does not.
- jiujiu: 我们宿舍那台叫“室长”。
- gus: Ours is Bertha, after the cow.
- olive: All these supporters for a text field. This is why I love it here.

# 净化器夜里开机那声“嘟”
@ bairui 63d 2/1 | 净化器, 声音
凌晨自动开机，一声“嘟”，我以为是上台铃，坐起来就鞠躬。
- xiaoqi: 肌肉记忆。
- bairui: 昨晚又鞠了一躬。

# 电饭煲唱歌
@ jiujiu 33d 3/0 | 电饭煲
煮好了能不能唱一句，室友说像过节。
- june: No.
- shuang: 不要。
! xiaoqi: 作为耳朵工作者恳请不要，一台锅唱起来就再也收不回去了。
* declined heyun not-for-us: 锅的声音我们只想让它说一件事：饭好了。唱歌会盖住报警音，安全上过不了，我们这一条就先不做了。
- jiujiu: 那我自己唱。

# 扫扫的尘盒卡扣
@ yezi draft 11d | 扫地机
倒灰的时候卡扣要用指甲抠，照片回头补上。
`;
