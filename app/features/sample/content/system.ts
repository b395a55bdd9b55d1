export const system = `
# 控制中心能不能从屏幕中间拉下来
@ dawei 48d 55/21 | 单手, 手势
地铁上一手抓环一手拿机，右上角是我一生够不到的远方。每天几十次，靠小指托底、手机走位，掉过两回，一回砸在别人脚上。
> 桌面空白处双指下滑就拉开控制中心，全屏任何位置都行。
- muzi: 左撇子够不到的是左上角，请不要只救右边的人。
-- dawei: 所以是“任何位置”，左右通吃。
- jiujiu: 砸到的那位后来怎么样了？
-- dawei: 也装了柚壳，也够不到右上角，我们成朋友了。
- yuxin: 我手小，支持。
* shortlisted suhang
* accepted suhang 1w
= suhang: 做，而且我就是单手豆浆党。单指下滑留给搜索不动，双指下滑开控制中心，左右手都一样。横屏和游戏里先不开，怕误触。
* building suhang
- shisan: 测试版试了，顺手。就是老爱拉出来看一眼，像新装的抽屉。
- hana: Two fingers works with a suitcase in the other hand. Tested in an airport, under pressure.
* in_release suhang
== suhang: 已经随本周五的版本发出。提出者是大伟，更新日志里有他的名字。
- dawei: 我妈问我更新日志上这个人是不是我，我说是，她转发了三个群。

# 通知太多，重要的那条埋在七十条里
@ qingtian 7d 49/18 | 通知
家长群一天两百条，“收到”占一百九十条。校长找我那条夹在中间，我下课才看见。
> 同一个群里一模一样的短消息合成一条：“38 人说：收到”。
- fang: 支持，并建议导出“谁还没说收到”。
-- qingtian: 方方你是懂班主任的。
- guoguo: 作为说“收到”的一百九十分之一，我道歉，但不说怕你以为我没看见。
- tudou: 通知折叠不难，难的是判断哪条重要。第一步只折叠完全相同的，收益就很大。
* shortlisted suhang
= suhang: 同意土豆的切法：先只折叠完全相同的短消息，不猜重要性。原型里 214 条变成了 19 条。
* accepted suhang 4w
- momo: 收到。

# Let me write in two languages without switching the keyboard
@ hana 30d 48/7 | keyboard, languages
I write half a sentence in Japanese, a name in English, a joke in Chinese. Three switches a line. My thumbs speak more languages than the keyboard does.
- farah: My twins do this out loud. A keyboard should manage.
- ivo: And leave Cyrillic out of my autocorrect. It "fixed" my surname into a fruit.
-- hana: Which fruit?
-- ivo: A pear. I do not want to talk about it.
* shortlisted suhang
= priya: Two languages at once works in the lab for pairs that share a layout. Three is a research project and I would rather give you two that work.
* accepted suhang 6w
- tudou: 中英混输也请一起，代码里夹中文，一天切一百次。

# 闹钟响了我妈打进来，闹钟就没了
@ shuang 9d 9/3 | 闹钟
早班五点，闹钟刚响，我妈（也五点起）打来提醒我起床。接完电话，闹钟当作已经叫醒我了。我又睡着了。
> 电话挂断后闹钟继续响。
- wenge: 你妈比闹钟可靠，这算不算双保险互相踩脚。
- hetao: 复现了：来电时闹钟进入“已处理”。这是个 bug，不是想法。
-- suhang: 是 bug，认。想法照样算你的。
* accepted suhang 1w
* building suhang
* in_release suhang
- shuang: 今天我妈打完电话，闹钟又响了，然后我妈又打来问我闹钟响没响。

# 相册搜“猫”，出来的全是地毯
@ xiaokui 8d 9/2 | 相册, 搜索
我搜“猫”，三十张里有十一张地毯、一张我爸的背影。他确实穿了件毛衣。
- yangyang: 那件毛衣是我织的，谢谢夸奖。
- olive: The other way round for me: searched "carpet", got your cats.
- xiaolu: 能不能让我点一下“这不是猫”，以后它就记住。

# Dark mode for people who work at night
@ ann 26d 7/3 | dark mode
At my latitude in June the sun sets at ten, I start at nine, and the screen burns until then. Let me set hours, or follow my alarm.
- shuang: 又是我们倒班的。建议统一设一个“我的白天”。
- june: I have mine dark all day. It hides the dust.
* declined suhang already-exists: You can already choose fixed hours under Display, "Dark from … to …"; the switch reads "Sunset" until you press it, which is our poor wording, and that wording changes in the next version.
- ann: Found it. It was hiding behind the word "Sunset", which I had switched off in protest.

# 桌面图标能不能只靠下面排
@ muzi 19d 10/1 | 单手, 桌面
图标从上往下排，最常用的第一个正好在最够不到的地方。从下往上摆，重力都支持我。
- dawei: 我现在是在上面摆三行空的文件夹，名字叫“垫子”。
- lena: Gravity-aligned icons. As an architect I approve: load at the bottom.
- shisan: 换桌面就能做到，但每次大版本更新完又得重来。

# 软件更新说“优化体验”，到底优化了啥
@ hetao 34d 32/1 | 更新, 诚实
每次更新日志都是“修复已知问题、提升稳定性”。哪些问题？谁已知？我不知。
> 写清楚改了哪几条，来自谁的想法，还有没修好的也列一列。
- emil: My cat has stopped listening. "Improves stability" puts her to sleep in four seconds.
- olive: I keep my own changelog of your changelogs. It is eleven lines long. Two are "minor fixes".
- tudou: 支持。“删掉了一个我写的 bug”这种也行，我们写代码的不丢人。
* accepted suhang 2w
= suhang: 说得对，改。从下个月起每一条写到人能看懂，社区里来的写上名字，没修好的写“还没修好”。第一期我自己来写，写得不好请直接骂。
* building suhang
* in_release suhang
- hetao: 第一期看了，“还没修好”有六条，居然比修好的还让人安心。

# 复制验证码的通知能不能按一下就好
@ jiujiu 37d 16/4 | 通知, 输入
验证码来了，下拉、长按、复制、返回、粘贴。我背都背下来了。
- fang: 六位数背得下来的，建议来做会计。
* accepted suhang 2w
* building suhang
* in_release suhang
== suhang: 已上线：通知上多了“复制”，键盘上方也会出现，五分钟后自动忘掉。
- jiujiu: 我的短期记忆退化了，谢谢。

# 应用都静音了，为什么日历还要叮一声
@ bairui 8d 7/3 | 声音
演出第二幕，全场死寂，我口袋里“叮”：明天体检。观众以为是剧情。
> 静音就是静音。哪怕世界末日，也先震。
- xiaoqi: 从声音设计的角度，那个“叮”还挺准的，降 E。
- hetao: 日历走的是“闹钟”通道，所以绕过静音。改成“通知”通道就好。
* accepted suhang 3w
= suhang: 核桃说对了通道。会挪到通知通道，另给想被叫醒的人留一个开关。
! ann: Please keep it loud by default for medicine reminders; for some of my patients the beep is the treatment.

# Undo for swiped-away notifications
@ emil 4d 9/4 | notifications
The cat swiped. I do not know what it was. It may have been important. It may have been about the cat.
> Ten seconds of "Undo" at the bottom.
- dora: Or a list of the last twenty. I lose them to gloves.
- pete: Works for me, there is a history in settings.
-- emil: Six taps deep, Pete. The cat does it in one.

# 录屏只录系统声音，别录我打嗝
@ xiaoqi 41d 11/3 | 录屏
做教程，录屏把我椅子的吱呀声、楼下的狗、还有一个嗝都录进去了，后期修了一下午。
- jiujiu: 那个嗝我听过，节奏感很好。
* accepted suhang nodate
* building suhang
= suhang: 三个选项：系统声音、麦克风、都要。默认记住上次的选择。现在卡在一部分应用禁止被录音，还在谈。
- cleo: Please record at 48 kHz and not at potato.

# 输入法学会了我奶奶的错别字
@ sunnainai 12d 8/1 | 输入法
我孙子说我把“在”打成“再”，手机就跟着我“再”。现在全家都“再”家。
> 错得多的词，别学我，学字典。
- aduo: 错别字猎人支持这条。
- qingtian: 我班上四十个孩子也这样，手机和我抢着教，还教错。
= suhang: 奶奶，这条我笑着看完认真记下的。词库会先对一遍字典再学。

# Let widgets be honest about how old they are
@ olive 14d 4/1 | widgets
The weather widget said sunny while I stood in hail. It was six hours old and wore it proudly.
> A small "6 h ago" in the corner when it is older than an hour.
- nils: Mine said minus two. It was minus twenty. I trusted it with my ears.
- landou: 读屏念出来的时候也请把“六小时前”念上，我出门前只听这一句。
- dingding: 数据要带测量时间，这是初二的要求。

# 分屏时键盘一弹出来就只剩一行字
@ tudou 28d 4/2 | 分屏
上面文档下面聊天，键盘一起来，文档剩一行，聊天剩半行，屏幕剩下的全是键盘的自信。
- lena: I measured. 61 % keyboard.
* declined suhang impossible-now: 键盘高度是应用和输入法两边商量出来的，我们单方面压缩会让一半的应用直接错位；等新的窗口接口在主流应用里普及，预计明年下半年再看。
- tudou: 理由认可，字数也够，勉强给过。
- yuxin: 键盘的自信，我想借一点去高考。

# 单手模式请记住我是左手
@ muzi 6d 9/3 | 单手, 左手
每次下滑进单手模式，它都缩到右下角，我再点一下挪到左边。每天二十次。它真的不记得我了。
- dawei: 右手用户表示毫无感觉，但支持你。
- landou: 左右是记得住的，盲人都记得住。
- cleo: Left-handed bass player. I have waited for this all my lives.

# Do not play the whole night back at seven
@ june 9d 4/1 | do not disturb
At seven the phone plays everything it had held back since ten, like a brass band falling down stairs.
> One sound for all of it. Then peace.
- marta: Seconded, and I used to run a reading room.
- sam: Mine did it during the eulogy of someone who hated phones. He would have laughed.

# 字号调大以后，按钮上的字被切成半截
@ huangbo 32d 6/4 | 字号
调到最大，“确定”变成“确”，“取消”变成“取”。我按“取”，不知道是取什么。
- priya: Caught it on 14 screens. The long words were never tested at 200 %. They are now.
- sunnainai: 我按的是“确”，确了三次没反应。
* accepted priya 2w
* building priya

# 手电筒开着忘了关，第二天没电
@ guoguo 2d 3/2 | 手电筒, 电池
找孩子的橡皮，开手电，找到了，开心，睡觉。早上 0%。
> 在口袋里、朝下放着亮十分钟，就问一声要不要关。
- dora: Or let it fade slowly, like a polite guest.
- wangqi: 一晚上大概 38%，和您说的对得上。
- zhongxia: 找奶嘴同款，早上 3%，奶嘴在我手里。

# 希望开机时不要自动连我前男友家的 Wi-Fi
@ jiujiu 16d 4/1 | Wi-Fi
路过他家楼下，它“叮”一声连上了，信号还满格。太尴尬了。
> 连过但一年没用的，先问我。
- wenge: 建议分类：常用、偶尔、往事。
- linlan: 技术上叫“过期的已存网络”，我们内部现在也叫“往事”了。
* qualified marta: Four votes so far, and I can hear thirty people laughing.

# 动画太多，想要“快一点”的开关
@ yuxin 21d 8/1 | 动画
每天四十分钟，动画占了三分钟。我不要飞进来，我要在那里。
- shisan: 开发者选项里改成 0.5 倍，先用着。
- yuxin: 我妈把开发者选项锁了。
* declined suhang not-for-us: 我们试过全局加速，眩晕和误触的反馈明显变多；但“减弱动态效果”会把飞入换成淡入，时间几乎是零，请用它。
- landou: 我支持保留动画时长的差别，读屏时它给了我换页的节奏感。
- yuxin: “减弱动态效果”试了，省下两分四十秒，多看了一页单词。算你们赢。
~ guanshan lock: 问了，答了，也试过了，停在这一句最好。有新情况请另提一条。

# 备忘录的清单，划掉的别沉底
@ banxia 7d 4/0 | 备忘录
抓药二十味，抓一味划一味，划掉的就跑到底下去，回头核对次序全乱了。药可不能乱。
> 给个选项：划掉但留在原地。
- mateo: Same for recipes. I lost the salt. Literally, on the list.
- qingtian: 点名也是，划掉的孩子别往下掉，我会以为他没来。

# Leave the place out of photos I share
@ farah 5d 41/1 | privacy, photos
I posted my twins' sandcastle and a stranger wrote "nice beach, I live near". Kindly meant. Never again.
- fang: 支持。二手群里发照片，把我家门牌都发出去了。
- ivo: By the shadow of that sandcastle it was half past four, at 43 degrees north. I can name the beach.
? farah private: Meant as a joke, I know. It is also right. Please take it away.
~ marta private: It says where a family was, and when. The astronomy was lovely.
- guoguo: 作为家长，这一条请排第一。
* shortlisted priya
= priya: Yes, off by default, with a visible "location: removed" line, so that nobody thinks it was never there. Working out what to do about apps that read the file themselves.

# A calculator that remembers yesterday
@ olive 5d 3/0 | calculator
It forgets everything when the call comes. I had added forty rows of birds.
- dora: Which birds?
-- olive: That is the question. I only had the sum: 212.
- fang: 表格能解决的事绝不用计算器，但我支持你。
* withdrawn: Dora gave me a paper notebook. It has never lost a row, and it does not need my support.

# 我想给来电配不同的震动
@ aduo 22d 7/1 | 震动, 听力
听不清铃声，但摸得出震动。想让女儿是三短，快递是一长。
> 给联系人单独设震动，顺便能自己敲出来。
- rosa: This. I know my mother by her two short ones on my old phone. I kept it for that.
- landou: 自己敲节奏这个太好了，我要给老板设一个漫长的。
* accepted priya 5w
= priya: Rosa, you made the whole meeting quiet for a moment. We take it: per person, and you can tap the pattern yourself.

# 桌面时钟秒针
@ momo 65d 1/0 | 桌面
想要秒针。
- marta: The shortest problem in this community. Respect.
`;
