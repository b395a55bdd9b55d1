export const homeThreads = `
# 粥粥一锅出：我家食堂版的七样
@ amei 37d article | 电饭煲, 菜谱
做了二十年大锅饭，回家只想按一个键。下面这些都是一锅、一键、不用看着的。

* **番茄饭**：一整个番茄去蒂放中间，半勺油，煮好拌开。孩子以为是魔法。
* **腊肠煲仔饭**：跳闸后再焖十分钟，锅巴就有了。
* **豆浆燕麦粥**：粥档，水多一成，加一把燕麦，千万别加满。
* **蒸蛋**：煮饭的时候架个小碗在上面，火候白捡。

水的比例只有一句：米比一，软的加一成，硬的减一成，别信按钮，信手指节。
- heyun: 阿梅，“别信按钮”这句我念给全组听了，大家沉默了一会儿。
- pangli: 番茄饭今晚做了，我妈问请了谁来。
- mateo: Tomato rice: six plates, no complaints. That has never happened.
-- amei: 那就是及格了。
- yuxin: 高三党表示，蒸蛋救了我的夜宵。

# 你家的扫扫叫什么名字？
@ xiaokui 4d talk | 扫地机, 起名
我家的叫“老四”，因为前面已经有三只猫了。它回充的时候我会说“老四回来了”，猫都看我。
- pangli: 我家叫“快递”，因为一听见门响就往外冲。
- dora: Henry. It bumps into things and apologises.
- huangbo: 五号。家里的东西我都编号。
- farah: The twins named it Both, so nobody had to lose.
- bairui: 叫“小配角”，永远在台上，从来没台词。
- tomasz: At the office we have eleven. They are named after the people who tested them. Mine gets stuck the most.

# 林间开一晚上到底吵不吵？求真实体验
@ zhongxia 21d question | 净化器, 噪音
娃房间用，睡眠档。官方说 20 分贝，可我家的墙薄，心也薄。有人整夜开着吗？
- jiangnan: 整夜开，四年了，已经听成海边了。
+ laochen: 测过两周。睡眠档一米外 24 分贝，床头 21，比冰箱轻。唯一要注意的是别贴墙放，贴墙会多 3 分贝，离墙一掌就好。
-- zhongxia: 挪开一掌，真的没声了。娃睡了五个小时，我愣是没敢睡，怕是梦。
- xiaoqi: 我录了一段，确实干净，可以当白噪音素材。

# 晒我的阳台：萤灯照着长了一冬的番茄
@ yezi 30d show | 阳台, 灯, 番茄
十一月种下去的，邻居都说太晚。把萤调到最亮的冷白光，每天十四个小时，结果昨天红了第一个。

一共九颗，我给每一颗都拍了照。最小的那颗叫“努力”。

![红了的第一个，灯下面](picture:tomatoes)
- lena: What is the distance to the leaves? I would guess 35 cm.
-- yezi: 三十四，你是怎么知道的！
- amei: 等熟了别急着吃，挂两天更甜。
- dingding: 光合作用的实验报告素材，能借用照片吗？会署名“努力”。
- wenge: 书店窗台也想种，顾客看书，番茄看顾客。

# Is there a way to make the lamp fade like a sunset, slowly?
@ ivo 12d question | lamp
Not twenty seconds. I mean an hour, from white to nothing, so the eyes have time for the stars.
- gus: Out here we call that "evening".
+ heyun: 可以：萤的设置里“日程”那一页，把“渐变”拉到最右边，是九十分钟。终点选“关”，颜色选“2200K”。入口藏得深，我们在改。
-- ivo: Ninety minutes! I lay on the grass and the lamp went out exactly with the last blue. Thank you.
- hana: Someone please record this as a poem.

# 电饭煲煮袜子那件事，我来澄清
@ pangli 18d talk | 往事
个人简介里写我“煮过一次袜子”，天天有人来问。真相是：冬天，出差回来，唯一一双干净袜子湿了，我想烘一下，就放在保温档的蒸架上。架子掉下去了。

饭没吃，袜子也没穿。粥粥洗了三遍，至今清白。
- heyun: 所以去年那条“内胆有毛线”的反馈是你。
-- pangli: 何经理，做人留一线。
- yangyang: 什么线？羊毛的话会缩。
- amei: 食堂的锅请你离远一点。

# What I learned from taking Dustin apart (and back together)
@ ben 43d article | vacuum, repair
It stopped turning left. I teach woodwork, so I own screwdrivers and optimism.

* Four screws, all the same length. Whoever decided that: thank you.
* The left wheel had eaten a ribbon, two metres of it, from a present in December.
* The dust sensor is a tiny window. A cotton bud, no liquid.
* There was one screw left over at the end. There is always one. I put it in a jar with its friends.

It turns left again. It also turns right with more confidence, I think.
- huangbo: 多出来的那颗是装底板的，靠右轮，我拆过。
-- ben: It was! The jar is one lonelier.
- heyun: We print the screw lengths the same on purpose, for people like you. (And thank you for the ribbon photo. It is in our kitchen.)
- emil: My cat read this over my shoulder and left the room.

# 回南天的墙会哭，大家怎么熬过去？
@ jiangnan 7d question | 除湿, 天气
镜子里看不见自己，袜子四天不干，墙上能写字。林间开到最大，灯是绿的，可它不除湿呀。有什么土办法？
- huangbo: 关窗！很多人一潮就开窗，那是请它进来坐。
- yezi: 阳台的植物搬远点，它们也在往外呼水。
- shuang: 宿舍的办法：把粥粥空锅保温，旁边晾袜子。离远一点晾，别学老李。
-- pangli: 我听见了。

# 晒一下我给全家电器做的“出生证”
@ huangbo 56d show | 收纳, 编号
一张硬纸卡：编号、生日、在哪个插座、修过几次、脾气。粥粥是 12 号，脾气一栏写“怕停电”。

孙子问我，爷爷你几号。我说我是 0 号，我是插座。
- fang: 我想把它做成表格，又觉得手写的才对。
- june: "Temper: afraid of power cuts." I have friends like that.
- qingtian: 黄伯，能给我们班来讲一课吗？题目就叫“脾气”。
-- huangbo: 讲！我带 12 号去。

# 周末了，晒晒你们锅里的
@ pangli 1d talk | 吃
我先来：粥粥焖的羊肉胡萝卜饭，盖子一掀，楼道里三家开了门。
- amei: 明天七十个人的红豆粥，现在在泡。
- mateo: Paella, the pan kind. The rice cooker watched, hurt.
- keke: 冷掉的三明治，咖啡师的宿命。
- sunnainai: 包子。谁来都有。
- xiaolu: 奶奶我在路上了！
`;
