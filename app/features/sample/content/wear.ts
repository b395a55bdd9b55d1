export const wear = `
# 豌豆掉了一只，能不能让它自己叫
@ achang 37d 46/14 | 耳机, 查找
夜跑丢过五次，都是右边那只。现在有三只左耳，可以给三个朋友一人一只，大家一起听左声道。
> 掉了以后手机上点一下，让它用最大音量叫；出了范围，记住最后的位置。
- cleo: A left-ear choir. I would come to that.
- kofi: Lost mine at kilometre 30. Ran back. Found it at kilometre 30.
- laochen: 豌豆的喇叭满音量 94 分贝，草丛里十五米能听见，测过了。
* shortlisted tomasz
= tomasz: We can make it sing at 96 dB for as long as it has power, which is eleven minutes. The last place is kept by the phone the moment the link breaks. The right one falls because its hook is 0.3 mm shallower. I measured all five of your ears, so to speak.
- achang: 右边真的浅 0.3 毫米！我没冤枉它！
* accepted tomasz 3w
* building tomasz

# 上课时滴答只能看时间，别的都别动
@ qingtian 8d 45/8 | 儿童手表, 课堂
一节课十七块表，八块在抖，三块在聊天，还有一块在问“老师你听得见吗”。听得见。
> 学校时间段：只剩时钟和紧急呼叫，到点自动恢复，家长和老师都能看见状态。
- guoguo: 支持。我儿子用它给同桌发了四十个西瓜。
- farah: Twins. They sit in different rooms and race each other with heart rates.
- yuxin: 作为当事人代表：支持，但请让我们看秒针，考试要用。
-- qingtian: 秒针给你们留着。
* shortlisted heyun
= heyun: 秒针留着，紧急呼叫留着，西瓜没有了。时段由家长定，老师可以扫一下课表码建议时段。
* accepted heyun 2w
* building heyun
- guoguo: 同桌的妈妈让我谢谢大家。

# 通话降噪别把我也降了
@ leizi 16d 17/7 | 耳机, 通话
骑车打电话，风声没了，我也没了。客户说听着像一位骑手在很远的梦里。
- xiaoqi: 听了录音，中频整个被挖掉了，人声像隔着枕头。
- tomasz: Xiaoqi, could I have that recording? Wind and a low male voice share a room, and our filter evicts both.
-- xiaoqi: 发了，附频谱。
- bairui: 梦里的骑手，这个角色我也想演。
* accepted tomasz 4w

# The case should tell me which bud is empty
@ olive 10d 8/2 | earbuds
One light for two buds. It is green when one is at 100 and the other at 4. On average, they are fine.
- dingding: 平均数的陷阱，这条我拿去课堂用了。
- pete: Works for me, I only use one.
= tomasz: The light has three colours and one mind. With the next firmware: left bud, pause, right bud. You will know before you close the lid.
* accepted tomasz 2w
* building tomasz
* in_release tomasz
- olive: Left: green. Right: amber. Closed the row in my spreadsheet and coloured it green.

# 儿童手表的定位一小时漂了三个区
@ guoguo 32d 21/7 | 儿童手表, 定位
孩子在教室里坐着，地图上他去了三个区，还过了一次江。我差点打给江里。
> 在学校连上学校的 Wi-Fi 时，就相信 Wi-Fi，别相信卫星。
- farah: My twins were in two countries at lunch. We do not live near a border.
- linlan: 室内卫星信号反射，漂三百米很常见，过江属于发挥超常。
- huangbo: 加个气压计，楼层也能知道。
* shortlisted linlan
= linlan: 已经在改：信号差的时候用最近一次可信的位置，并写“大约”。宁可说“大约在学校”，也不说准确地在江里。
* accepted linlan 3w
- guoguo: “大约在学校”，他爸的评语是：很像他。

# 絮语半夜自己说话了
@ wenge 3d 22/4 | 音箱, 隐私
凌晨一点，书店没人，音箱忽然说：“好的，已为您播放恐怖小说。”店里确实有一本，我把它搬到门口了。
- xiaokui: 是猫按的。一定是猫。
-- wenge: 店里没有猫。
-- xiaokui: 现在更吓人了。
- hetao: 请导出 1 点前后的唤醒日志，误唤醒率应该能看到。
= tomasz: The log shows a wake at 73 % confidence after a truck braked outside. Between midnight and six we will ask for 90 %. The book is innocent.
* accepted tomasz 1w

# Say the kilometre, spare me the cheering
@ kofi 28d 2/0 | audio, running
"You are doing great!" at kilometre two. I am a pacer. I know. Say the time and nothing else.
- achang: 我需要有人夸我。
* declined tomasz already-exists: You can choose "numbers only" under Workout, Voice; the cheering goes and the kilometre times stay. It is a poor name for it, so the next version calls it "just the numbers".
- kofi: Just the numbers. Beautiful.

# Do not pause when I scratch my ear
@ cleo 15d 9/3 | earbuds
I play bass. I scratch my ear. The backing track stops in front of two hundred people.
> Wait a second and a half before you panic.
- xiaoqi: 同意，剪辑时挠一下耳朵就断一次思路。
- tomasz: The sensor knows within 200 ms and is very proud of it. I will teach it patience.

# 滴答的表带夹汗毛
@ jiujiu 26d 2/1 | 儿童手表
借表弟的戴了一天，手腕上少了一圈毛。
- guoguo: 所以它叫儿童手表。
- kofi: Runners shave for less.
* withdrawn: 表带换成羊羊织的了，又软又不夹，撤了。

# Sleep tracking counts my cat
@ emil 19d 6/1 | watch, sleep
Deep sleep 9 h 40. I slept four. The cat slept on the watch.
- dora: The cat had an excellent night.
- wangqi: 这只猫的心率 140，手表居然没有报警，我们更担心这个。
- emil: She is nineteen kilos of calm. The watch has never met her awake.

# 手表的“站起来”提醒在高铁上很尴尬
@ bairui 11d 4/1 | 手表
靠窗，里面坐着，外面两位睡着了。它让我站起来。我站起来了，三个人都站起来了。
> 坐车时别催。
- laoma: 我开车它也催我站起来。
- nanfeng: 骑车时它也让我站起来，我就站起来蹬。

# 豌豆的戴法说明是给谁的耳朵画的
@ muzi 24d 3/1 | 耳机
那张图上的耳朵没有耳屏。我是画画的，我画过三百只耳朵，没见过这样的。
> 我可以帮忙重画，大中小三种耳朵各画一张。
- tomasz: Yes please, and sign it. The current ear was drawn by me, from memory, at night.
-- muzi: 看得出来，很有夜晚的感觉。
* accepted tomasz 2w
* building tomasz
* in_release tomasz
== tomasz: The new leaflet is in every box from this week, with Muzi's three ears and Muzi's name under them.

# 儿童手表希望能换长辈版的大字
@ sunnainai 4d 8/1 | 儿童手表, 大字
我看孙子那个表挺好，能打电话能定位，就是太花，字太小。我也想要一个，别画小熊。
- huangbo: 画小熊没关系，字要大。
- priya: Grandma Sun, please tell me: round or square, and would you wear it on the outside of a coat sleeve?
-- sunnainai: 方的。袖子外面。小熊也可以留一只。

# Find my earbuds in the sofa, not "nearby"
@ sam 6d 4/3 | earbuds, find
"Nearby" covers my flat, the neighbour's flat and a small dog.
? achang other: 和我那条“耳机丢了”是同一件事吧？要不要并到一起。
- pangli: 参见我的沙发缝想法，我们可以组一个沙发联盟。
- sam: Found one. It was in the dog.
& marta # 豌豆掉了一只，能不能让它自己叫: The same wish in two languages: let the bud itself be heard.

# 降噪模式下听不见门铃
@ aduo 13d 4/3 | 耳机, 听力
我本来就听不太清，开了降噪，快递按了六次门铃，第七次按的是我邻居。
> 认出门铃、警报、自己的名字，震一下手机也行。
- rosa: I do not use earbuds, but I want this as a vibration on the watch. Door, alarm, name. In that order.
* qualified marta: Not loud, but the two people who need it most asked for it.
* shortlisted priya
= priya: Sound recognition exists on the phone; the earbuds never asked it. Rosa's order is the order we will build.

# 音箱音量 1 和 2 差了一条街
@ xiaoqi 35d 7/1 | 音箱
1 听不见，2 吵醒孩子。1.5 在哪里？
- zhongxia: 半夜放摇篮曲，从 1 调到 2，孩子鼓掌了。
* accepted tomasz 1w
* building tomasz

# 希望耳机盒能立住
@ yangyang 62d 1/0 | 耳机
圆底，一放就滚，滚到猫的势力范围。
- xiaokui: 谢谢投喂。
- yangyang: 织了个小底座，像给鸡蛋做的沙发。

# Shared listening for two
@ farah 8d 9/1 | earbuds
Two children, one film, one flight. I have four buds and one sound.
- achang: 三只左耳可以寄给你。
- hana: On planes please, with two volumes. One of them always shouts.
- qingtian: 春游大巴上，四十个孩子两副耳机，支持。
`;
