// HOW THE COMMUNITY BEGAN: ideas that are shipped by now, a question, an article, and four long conversations in which
// people came to know each other. By the slug of their board, as in the other files.

export const firstIdeas = {
  arc: `
# 手电筒别一开就是最亮
@ shuang 126d-101d 31/11 | 手电筒, 夜里
夜班查房，我开手电筒看一眼输液，整间病房都醒了。
> 长按图标先出亮度条，记住上一次的。
- laochen: 最低档 3 流明，最高 92。上来就 92，等于拿探照灯找耳环。
-- shuang: 病人以为我来审问他。
- ivo: A red one too, please. For stars, and for nurses.
* shortlisted wangqi
* accepted wangqi nodate
= wangqi: 三天就能做，记住上一次的亮度，第一次从最暗开始。双双的病房我们欠一声对不起。
* building wangqi
* in_release wangqi
- shuang: 昨晚一个人都没醒，除了我。`,
  pithos: `
# 截完图给我两秒钟反悔
@ hetao 129d-104d 27/9 | 截图
每天截一百张，九十张是手抖。相册里全是我自己的拇指和时间。
> 截完在角上停两秒，往下一划就当没截过。
- tudou: 我的相册有一个人脸分组，叫“通知栏”。
- qingtian: 家长群里我发错过一张，到现在还有人问那道菜怎么做。
* shortlisted suhang
* accepted suhang nodate
* building suhang
* in_release suhang
= suhang: 往下划是丢掉，往右划是先放着。核桃那一百张我们做成了测试用例。`,
  home: `
# 粥粥煮好了，盖子先别急着弹
@ huangbo 124d-99d 24/10 | 电饭煲, 老人
一到点，盖子“啪”地弹开，蒸汽冲脸。我老伴每次都往后退一步，像在躲炮仗。
> 先出声，等人来按。
- amei: 焖十分钟再开，米也好吃，两全其美。
-- huangbo: 阿梅这个理由比我的体面。
- mateo: Mine opens like a surprise party. I have never enjoyed the surprise.
* shortlisted heyun
* accepted heyun nodate
= heyun: 改成不自动弹，响一声，多焖十分钟。黄伯家的老伴是第一位试用的，她说“总算不吓我了”。
* building heyun
* in_release heyun`,
  wear: `
# 滴答的上课模式，请让老师也看得出来
@ qingtian 131d-106d 29/8 | 手表, 学校
班里十二块滴答，谁在上课模式谁没在，我看不出来，只能一块一块问，问完就下课了。
> 上课模式时屏幕角上亮一个小书本，离两米也认得出来。
- guoguo: 果果说她一直开着。我现在终于可以查了。
- farah: Two watches, two versions of the truth. A little book would settle it.
* shortlisted heyun
* accepted heyun nodate
* building heyun
* in_release heyun
= heyun: 小书本上线了，绿色的，两米半还看得清，是在晴天老师的教室里量的。

# 豌豆只戴一只的时候，别老提醒另一只在盒子里
@ shuang 119d-97d 14/5 | 耳机, 夜里
夜班我只戴左耳，右耳要留给病人。它每小时温柔地告诉我一次：右耳未连接。
> 戴了一只超过五分钟，就当我是故意的。
- xiaoqi: 剪片子也是单耳，另一只耳朵听门铃。它的温柔我已经会背了。
- achang: 我丢的永远是右边那只，它这样说话像在揭伤疤。
* shortlisted tomasz
* accepted tomasz nodate
= tomasz: Five minutes alone and it counts as a choice. I rewrote the sentence three times and then deleted it.`,
  network: `
# 榕树重启的时候，告诉全家还要几分钟
@ xuliang 127d-102d 19/7 | 路由器
它一更新，三层楼同时喊我名字。我也不知道还要多久，只能喊回去。
> 更新前说一声，更新时灯变成进度：四格灯，一格一格亮。
- jiujiu: 宿舍六个人会一起盯着那四格灯，像等电梯。
- huangbo: 灯多一格少一格，得印在底上，不然没人懂。
* shortlisted linlan
* accepted linlan nodate
* building linlan
= linlan: 四格，每格约四十秒；底上印了一行小字，是黄伯要的。
* in_release linlan`,
  access: `
# 来电的时候，屏幕边上闪一闪
@ aduo 130d-105d 22/8 | 听障, 来电
我听不太见铃声，手机放在桌上正面朝下，十个电话接到三个，都是推销。
> 来电时屏幕四边亮，背面的补光灯慢慢闪，别太快，太快像出事了。
- rosa: Slow flashes, yes. Fast ones make the whole café look for the exit.
-- aduo: 我们两个坐一起，服务员以为来了警车。
- priya: Two flashes, a pause, two flashes. I tested it with the blinds down. Both of you may choose the rhythm.
* shortlisted priya
* accepted priya nodate
* building priya
* in_release priya
- aduo: 昨天接到了八个，还是推销，但是我接到了。`,
} as const;

export const firstThreads = {
  pithos: `
# 字调大以后，桌面上的名字只剩一半，怎么办？
@ sunnainai 121d question | 字体, 桌面
我把字调到最大，“天气”还是“天气”，“公交查询”变成了“公交…”。点开才知道是不是它。
- june: I have four things called "My". One of them is my bank. It keeps me young.
+ fang: 奶奶，长按桌面空白处，选“每行三个”，格子宽了，名字就排得下两行。我给我妈也是这么弄的。
-- sunnainai: 成了！四个字一个不少。方方你妈有福气。
- suhang: 应该在字调大的那一页上就问一句“要不要每行三个”，我记下了。
`,
  network: `
# 老房子拉网线的一张清单
@ xuliang 117d article | 路由器, 装修
干了二十年装修，墙拆过几百堵。老房子上网慢，多半不是路由器的错。

## 先看墙
* 承重墙里有钢筋，一堵顶三堵，别指望信号穿过去。
* 厨房和卫生间的瓷砖后面常有一层防水布，也挡。

## 再看线
* 弱电箱里那根线，把外皮上的字念一遍，写着 5 的就换掉。
* 拐弯别折，留一个拳头大的圈。

## 最后看放哪儿
* 榕树放在家的中间，离地一米二，别塞进柜子里。
> 柜门一关，它就是一个会发热的摆件。
- huangbo: 说得全。再补一条：线的两头都编上号，二十年后的人会谢你。
-- xuliang: 编号归您，我这辈子编不过您。
- lena: One metre twenty is also where I would put it on the drawing. We agree across eight thousand kilometres.
- linlan: 弱电箱那条我想印进说明书，署你的名字，可以吗？
`,
  arc: `
# 今天几度，手机还剩多少：接龙
@ hetao 132d-104d talk | 电池, 日常
谁在哪儿、几度、早上拔线到现在还剩多少。攒一个月，看看谁的电跑得最快。
- hetao: 我先来：机房，二十一度，上午十点还剩八十八，什么都没干。
-- shuang: 病房二十六度，下了夜班还剩三十一，主要是给家属查公交。
-- hetao: 查公交这么费？你把定位的频率看一眼，多半是地图没退干净。
-- leizi: 街上三十四度，送完早高峰还剩十九，屏幕亮了四个小时。
-- shuang: 三十四度你记得喝水，手机和人一样，烫了就先歇一会儿。
-- leizi: 歇了，在药店门口蹭了一口空调，它一下又涨回来两格电。
-- hetao: 那不是涨回来，是冷下来以后电压读得准了，明天你再记一次。
-- shuang: 今天休息，家里二十四度，到晚饭还剩六十七，原来不上班这么省。
-- hetao: 双双这条最值得参考，休息是最好的省电模式，我记到表里了。
-- leizi: 下雨，二十二度，还剩四十，手上全是水，一半的电是误触用掉的。
-- shuang: 雨天那个我也有，戴着手套点滴液器，它自己给我拨了护士长。
-- leizi: 护士长接了没有？我上次拨出去的那位客户到现在还叫我小雷。
-- hetao: 你们两个的误触我都录下来了，下周一起提给系统组，署你们的名。
-- shuang: 夜班第三天，二十五度，还剩二十二，这次是给新来的妈妈放白噪音。
-- hetao: 白噪音可以先下载再放，屏幕关掉，一晚上只要百分之六，我试过。
-- leizi: 学到了，我给电动车也想要一个白噪音，红灯的时候心太乱。
-- shuang: 心乱就数秒，我们抢救的时候也数，数着数着手就不抖了。
-- leizi: 今天数了十七个红灯，最后一单提前五分钟，还剩二十八的电。
-- hetao: 一个月到了：电跑得最快的是雷子，睡得最少的是双双，表发在置顶。`,
  home: `
# 一锅粥的一百种煮法，一天一种
@ amei 131d-103d talk | 吃, 电饭煲
食堂的规矩是每天写一行：米、水、火、谁说好吃。锅不同，写上锅的名字。
- amei: 第一天，小米南瓜，水十二倍，粥粥焖二十分钟，七十个人没剩。
-- pangli: 我照着煮了，南瓜切太大，最后变成了南瓜在泡米汤。
-- amei: 切成骰子那么大，下锅前先拿油煎一下，香味就出来了。
-- huangbo: 我家老锅没有焖的档，我用棉被包着，效果一模一样。
-- pangli: 黄伯，棉被这招我奶奶也用过，打开的时候像拆礼物。
-- huangbo: 礼物归礼物，插头先拔，包之前摸一摸底，别拿被子做实验。
-- amei: 黄伯说得对，安全写在第一行，味道写在第二行，我改过来了。
-- pangli: 今天红豆薏米，泡了一夜，还是硬，牙说它不同意这个方案。
-- amei: 红豆要先冻一夜再煮，冰把它撑开，四十分钟就开花了。
-- huangbo: 冻豆子我头一回听说，照做了，老伴说比供销社的罐头还烂。
-- pangli: 我也冻了，开花了，拍照给邻居看，邻居问我是不是换了锅。
-- huangbo: 没换锅，换了脑筋，这一条应该印在说明书的第三页上。
-- amei: 说明书归何经理管，我去跟她说，就说是老李的牙提的意见。
-- pangli: 青菜香菇粥，菜最后放，盖上就关火，绿得像刚从地里回来。
-- amei: 这一碗可以进食堂，明天就用，名字叫“老李终于没糊”。
-- huangbo: 皮蛋瘦肉，我放多了姜，喝完一身汗，倒省了一床被子。
-- pangli: 姜这个我支持，昨天淋雨回来喝了两碗，今天照样上班。
-- huangbo: 上班好，下了班来家里坐，十二号锅和它的脾气都在等你。
-- amei: 一百种还差八十几种，先记到这里，下个月换面条，大家别走。`,
  wear: `
# 接孩子排队的时候，大家都在想什么
@ guoguo 129d-102d talk | 孩子, 日常
校门口二十分钟，手机刷完了，电也不多，聊聊吧。今天我在想：她的手表为什么在水池里。
- guoguo: 最后是在洗笔的水桶里找到的，颜色比原来还好看了一点。
-- qingtian: 洗笔桶这周捞出来三块了，我打算在旁边挂一个小钩子。
-- guoguo: 挂钩子好，再写上名字，她认字不多，认得自己那三个。
-- sunnainai: 我接孙子的时候也排队，我在想晚上包子要什么馅。
-- qingtian: 奶奶，全班都知道您的韭菜馅，下课有人专门去闻他的书包。
-- sunnainai: 那我明天多蒸一屉，老师你留两个，别光闻不吃。
-- guoguo: 排到我们的时候还有吗？果果听见“包子”两个字走得最快。
-- qingtian: 昨天的包子救了一场架，两个孩子一人一半，话都说开了。
-- guoguo: 她回来讲了，说友谊是韭菜味的，我差点把这句写进日记。
-- sunnainai: 写进去，等她二十岁拿出来念给她听，保管她要捂脸。
-- qingtian: 今天全班写日记，一半写包子，另一半写为什么没吃到包子。
-- sunnainai: 没吃到的名单给我一份，我这个礼拜挨个补上，一个都不能少。
-- guoguo: 奶奶您这是把校门口办成了食堂，阿梅师傅知道了要来学。
-- qingtian: 期中考完了，果果的应用题全对，她说题目里的小明很像她妈。
-- guoguo: 小明一天到晚都在排队，确实像我，谢谢老师没告诉她答案。
-- sunnainai: 天凉了，手表的带子硬，我给孙子缝了个布套，要样子的来拿。
-- qingtian: 布套我想要六个，班里有几个孩子手腕细，一到冬天就嫌冰。
-- sunnainai: 六个不多，三天就得，颜色让他们自己挑，挑蓝的别打架。
-- guoguo: 排了一个月的队，现在我希望它再长一点，明天门口见。`,
  access: `
# A word a day between hands, ears and eyes
@ rosa 130d-101d talk | daily, language
Landou reads with fingers, Aduo with her eyes, I with both hands. One word a day, each in our own way. First word: rain.
- rosa: Rain, in my hands: ten fingers falling, twice. It is the same in both our countries, I checked.
-- landou: 雨在我这里是窗台上的铁皮，一下一下，越密越像有人在打字。
-- rosa: Then I have been typing about the weather all my life. I like that.
-- aduo: 雨我看得见，路灯下面那一圈是斜的，风一来就全歪了。
-- landou: 斜的雨打在脸上是一边凉，你说的和我摸到的对上了。
-- aduo: 那明天换一个字：面包。我先说，刚出炉的是冒烟的金色。
-- rosa: Bread: I tear the air in two. The bakery on my corner now answers in sign.
-- landou: 面包是最好认的，隔一条街就知道，出门右转三十步，不用盲杖。
-- rosa: Thirty steps! I walked them with my eyes shut this morning. I met a lamp post.
-- aduo: 灯柱应该道歉，我替它说一声，下次我们两个一起走那一段。
-- landou: 一起走的时候请走我左边，我右手要听墙，墙到头就是路口。
-- aduo: 原来墙是用来听的，我住了十年，一次都没有问过那面墙。
-- rosa: Today's word: quiet. For me it is not the lack of sound. It is nobody waving.
-- landou: 安静是读屏念完最后一个字，停一下，还没有念“按钮”的那一秒。
-- rosa: I shall tell that second to every designer I meet. Priya has it already.
-- aduo: 安静是字幕出完了画面还没换，我终于可以看一眼演员的脸。
-- landou: 那一眼也替我看一下吧，我一直想知道他们哭的时候是什么样子。
-- aduo: 嘴角先动，然后是下巴，眼睛反而是最后才红的，我看了二十年。
-- rosa: Thirty words. I wrote them on the kitchen wall, in three scripts, with bumps. Come and touch it.`,
} as const;
