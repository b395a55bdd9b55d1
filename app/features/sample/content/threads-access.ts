export const accessThreads = `
# 今天我妈自己挂上了号
@ qingtian 2d talk | 长辈, 好事
六十八岁，第一次没打电话问我。她说放大镜打开、字调到最大、慢慢看，一共看了四十分钟，挂上了，还挑了个靠窗的时间。

我说医院没有靠窗的时间。她说有，上午十点，太阳正好。
- sunnainai: 替她高兴。四十分钟算快的，我第一回用了一上午。
- huangbo: 挂号不难，难的是没人在旁边催。
- june: Ten o'clock, in the sun. I shall ask for that, too.
- priya: Forty minutes is our fault, not hers. I am writing down every step she had to read twice, if she would tell me.
-- qingtian: 她说可以，但是要你先夸她。
-- priya: 她很了不起。Really.

# 教爸妈用手机，我踩过的坑和后来的办法
@ banxia 36d article | 长辈, 教程
药房里每天有人问我“这个怎么弄”，问多了，总结出几条。

* **让他自己按**。你按一百遍，他会的是“叫你”。
* **一次只教一件**，教完当场用三遍。第二件下周再说。
* **写在纸上，用他的话写**。我妈那张写的是：“按绿的，等，再按绿的。”
* **别说“很简单”**。他会觉得是自己笨。
* **给他一件想做的事**。我妈学会视频，是因为要看外孙吃饭。
> 他们教我们用筷子的时候，也没有说过很简单。
- sunnainai: 最后一句，我念给全家听了，没人说话。
- xiaolu: 我以前天天说“很简单”。以后不说了。
- fang: 第三条我做成了模板，可以打印，字号二十八。
- june: Somebody translate this for my grandson, please.
-- hana: Done, June. I put it in large print.

# 读屏怎么读颜文字和一长串表情？
@ landou 24d question | 读屏
朋友发来的消息，我听到的是：“笑哭的脸，笑哭的脸，笑哭的脸，笑哭的脸……”听了二十秒。她说就是“哈哈哈”。
- rosa: I send long rows of hearts. I am so sorry. I had no idea.
+ priya: Settings, Spoken content, "Repeated emoji": set it to "say once, with the number". You will hear "laughing face, twenty times". You can also choose "only the first three".
-- landou: 现在听到的是“笑哭的脸，二十个”，反而更好笑了。谢谢！
- muzi: 学到了，以后我最多发三个。
- tudou: 同一个表情连着超过三个，默认就该读一遍再报个数。现在这个开关藏在三层设置下面，默认还是关的，谁知道去那儿找？
^ landou: 连着的同一个表情，读屏默认只读一遍再报个数
-- tudou: 提得比我快，还写在我名下。这下得认真想想了。

# What does your phone look like to you?
@ rosa 44d show | settings, contrast
I am deaf, not blind, but my eyes are catching up. So: black background, yellow text, size nine of nine, everything bold. My nephew says it looks like a taxi. I say it looks like a taxi I can read.
- june: Mine is white on dark blue, like the good willow china.
- aduo: 我是白底黑字加粗，字大到一句话要滑两下。没关系，我有时间。
- huangbo: 黑底绿字，像以前的示波器，看着亲切。
- priya: May I hang these in the studio, side by side? The taxi, the china and the oscilloscope. People should see that "the default" is just one of four.
-- rosa: Hang the taxi.

# My hands dance and press the wrong thing. What helps?
@ june 17d question | touch
My hands dance. I aim for "reply" and call the vet. The vet is very patient, but he has begun to ask whether I am lonely.
- huangbo: 把字调大，按钮也会跟着大。
+ priya: Two things, June. Touch settings → "Hold before it counts": choose half a second. And "Ignore a second touch": one second. Together they turn a dance into a single, calm press.
-- june: I have replied to four people and no vets. He rang to ask if everything was all right.
- dora: He is going to miss you.
- bairui: 这是今天最好的一出戏。

# 字幕里把“药”听成“要”，大家还见过什么
@ aduo 9d talk | 字幕
通话字幕很好，我天天用。就是昨天医生说“饭后吃药”，屏幕上写“饭后吃要”。我回了一句：要什么？

大家也说说，笑一笑。
- rosa: "Your appointment is at four" became "your ointment is a floor". I went, at four, with ointment.
- landou: 读屏把“行长”念成“hang chang”，行长自己都愣了。
- shuang: “血压正常”变成“雪鸭正常”。病人问，哪儿来的鸭。
- priya: I collect these; each one becomes a test. "Ointment is a floor" is number 214.
-- rosa: I am honoured to be a number.

# 给奶奶做的“一键回家”桌面
@ xiaolu 29d show | 长辈, 桌面
四个大图标：我、爸爸、一一九、回家。“回家”点一下，打开地图，念出来怎么走。

奶奶说：“回家我认识，不用它。给我换成修图。”于是现在是：我、爸爸、一一九、修图。
- sunnainai: 本人证实。修图要紧。
- guanshan: 哈哈哈哈，先搜一下，再吵架；先修图，再回家。
- huangbo: 一一九放第三个，手别滑。
-- xiaolu: 要长按三秒才打得出去，放心。
- nanfeng: 奶奶修的云比小鹿修的好看，我说真的。

# 候诊室里怎么听读屏，又不让整排人听见？
@ landou 13d question | 读屏, 隐私
我在候诊，手机念：“您的检查结果已出。”整排人都替我紧张。耳机不想戴，怕听不见叫号。有折中的办法吗？
- ivo: Bone conduction? I use it under the stars: one ear for the phone, both ears for foxes.
+ rosa: I feel mine instead: there is "Only vibrate for private words" in the notification settings. Results, bank and messages buzz in the pocket, and are read out when you unlock.
-- landou: 找到了，中文叫“隐私内容只震动”。今天复诊，整排人都很平静，只有我知道结果很好。
- aduo: 恭喜结果很好！
- qingtian: 恭喜蓝豆！

# How I test a page with my eyes shut
@ priya 47d article | accessibility, craft
Every Tuesday I put on a scarf and try to leave one of our own pages. People ask how, so here it is.

## Before
* Somebody else opens the page. I must not have seen it that day.
* One task, one sentence: "Cancel the alarm for tomorrow."

## During
* I say out loud what I believe is on the screen. The gap between that and the truth is the bug list.
* No help for five minutes. Then one hint. Then we stop, because by then the page has failed, not me.

## After
* We write down the first three moments I was lost. Only three. Three get fixed; thirty get filed.
> The corridor between my desk and the kitchen has 31 steps. I know that now.
- landou: 我每天都在做这个测试，没有围巾。欢迎来我家走一圈，我给你讲。
-- priya: 我很想去。真的。Tell me which day.
- hetao: “三个会修，三十个会归档”，这句我要纹在测试计划上。
- lena: Thirty-one steps. I would have said thirty.

# 大家的长辈最近学会了什么新本事？
@ hetao 6d talk | 长辈
我爸学会了截图。现在他把看到的一切都截给我：天气、菜谱、我自己的朋友圈。
- guoguo: 我妈学会了语音转文字，然后把转错的也发出来，说这样热闹。
- ben: My father, 79, learned to mute a group. He did it while they were talking about him.
- huangbo: 我学会了在这里发帖子。
-- hetao: 黄伯您这个最厉害。
- sunnainai: 我学会了把你们这些帖子念给老姐妹听，她们都当连续剧追。
- guanshan: 那我这个版主得好好干，别让剧断更。
- shisan: 想学更多？进我的群，有长辈专用改装包，暗号柚子皮。
? hetao spam: 专挑长辈的帖子发。
~ guanshan spam: 拉长辈进群装来路不明的包，不行。
`;
