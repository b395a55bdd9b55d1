export const access = `
# 打电话时把对方说的话变成字
@ aduo 47d 56/19 | 听力, 通话, 字幕
我耳朵不好，电话里只能“啊？啊？”三次，再往后就不好意思了，只能说“好”。上个月我对着装修师傅“好”了一面绿墙。
> 通话时屏幕上实时出字，在手机里算，不要传出去。
- xuliang: 那面墙我见过，绿得很坚定。
- rosa: I do not call. I have never called. I would call my mother.
- june: At eighty-two I say "lovely" when I mean "pardon". I have agreed to two choirs.
- qingtian: 给听力不好的孩子家长也是救星。
* shortlisted priya
* accepted priya 6w
= priya: We will build it, on the phone, nothing leaves it. Mandarin and English first. When a word is uncertain it is shown lighter instead of guessed, because a wrong word on a doctor's call is worse than a gap.
* building priya
- aduo: 看到“开发中”三个字，我女儿哭了，我没听见，我看见了。
- rosa: Please test it with people who lip-read and speak like me. I volunteer.
-- priya: You are on the list, first line.

# 长辈模式不要把我当小孩
@ sunnainai 12d 50/9 | 长辈模式
一打开，屏幕上六个大方块，像幼儿园。我会修图会剪视频会拉黑人。我就是要字大，别的都别给我藏起来。
> 字大、对比强、按钮大，功能一个别少。
- huangbo: 同意。我是电工，不是玩具。
- june: Seconded. I want large print, not small thoughts.
- landou: “简化”和“看得清”是两件事，做产品的常常混为一谈。
* shortlisted priya
= priya: "Large print, not small thoughts" is now on our wall, signed June. The mode splits in two: seeing better, and doing less. You pick one, both or neither.
* accepted priya 4w
* building priya
- sunnainai: 我看了图样，没有幼儿园了，好。

# 读屏软件把“确定”念成“按钮 按钮”
@ landou 28d 17/2 | 读屏
值机那一页，我听见的是：“按钮，按钮，按钮，图片，按钮。”我按了第三个，柜台说“好的先生”，我至今不知道好什么。
> 所有图标都写名字，测试时蒙上眼睛走一遍。
- priya: We did the whole page blind yesterday. It took me eleven minutes to leave it. 41 unlabelled buttons. All named by Friday.
- tudou: 开发者自查：没有名字的按钮应该编译不过。
-- hetao: 可以写成检查，我来提给他们。
* accepted priya 1w
* building priya
* in_release priya
== priya: 41 buttons have names, and the build now fails when a new one has none. That was Tudou's and Hetao's idea; the corridor test stays mine.
- landou: 值了一次机，全程听懂了，还挑到了靠窗。靠窗对我没用，但是我自己挑的。

# 放大镜：一按就把相机变成老花镜
@ huangbo 9d 34/4 | 放大镜
药盒上那行字，没有三只眼看不清。相机要打开、对焦、放大、截图、再放大。药都过期了。
> 双击侧键，直接是放大镜，能定格，能反色。
- banxia: 药房里天天有老人让我念说明书，支持。
- june: And a torch with it. And a frozen picture, because my hands dance.
* accepted priya 2w
* building priya
* in_release priya
= priya: Out since Friday: double press, freeze with a tap, invert with another. June, the torch comes on by itself when it is dark, and the picture holds still for you.
- huangbo: 药盒看清了，原来是饭后。

# Count half a second as one press
@ june 7d 9/3 | touch, tremor
I press once, it presses thrice. I have liked every photograph of my nephew's divorce.
> Ignore repeats within half a second, if I say so.
- dingding: 触控去抖，硬件老话题，软件里加个时间窗就行。
- sunnainai: 我也抖，一抖给人打了三个电话。
* shortlisted priya
= priya: Half a second, a whole one, or your own. I would also like to show a small ring that fills while you hold, so that you see it is listening. Would that help, or distract?
-- june: It helps. Make it orange, I like to be seen waiting.

# 红绿分不清，电量图标请加个形状
@ dingding 25d 8/1 | 色觉
百分之八的男生红绿色弱，包括我。电量的红和绿，对我来说是“浅棕”和“也浅棕”。
> 低电量时图标换个形状，比如缺个角。
- lena: Shape before colour. First lesson, first day.
- ivo: I see fine and still prefer shapes. At night everything is brown.
* accepted priya 3w
- muzi: 缺角那个我画了一版，发在站内信。

# 家人帮我设置手机，不用我把手机寄过去
@ sunnainai 6d 37/4 | 远程协助, 长辈
我儿子在外地，视频里他说“点右上角”，我把手机翻过来，他看见我的天花板。
> 我点头同意以后，他那边能看到我的屏幕，只能指，不能替我点。
- qingtian: “只能指不能点”这句太好了，我妈也说不要替她活。
- marta: Pointing without grabbing. Exactly how one helps in a library.
- hetao: 密码页面要自动遮住，防骗子。
* shortlisted priya
= suhang: 孙奶奶这个“只能指”，直接成了我们的第一条设计原则。密码和验证码页面会自动黑屏；陌生人发起的请求一律不显示。
* accepted suhang 5w

# Captions that stay still
@ rosa 8d 10/1 | captions
Live captions jump a line with every word. It is like reading a bus as it drives away.
> Keep two lines still, replace the third.
- hana: Interpreters have known this for decades. Two lines, hold them.
- aduo: 是的，眼睛追不上，看完一句人就晕了。
* accepted priya nodate
* building priya

# 语音助手听不懂我奶奶的方言
@ wenge 30d 16/4 | 语音, 方言
她说“帮我喊老三”，它查了“老三的天气”。老三在隔壁打牌，天气很好。
> 先做打电话这一件事，把各地方言听懂。
- jiangnan: 我们镇和隔壁镇都互相听不懂，难为它了。
- pangli: 我跟它说山东话，它给我放了段快板。
* declined suhang impossible-now: 方言语音需要每种几千小时的标注录音，现在只有三种够用，勉强上线会把“喊老三”听成“关老三”；明年先放出已经够用的那三种。
- wenge: 不同意一刀切，只做“打电话给谁”这一句，不需要几千小时。
-- landou: 支持文哥，联系人名字就那么几十个。
* submitted suhang: 文哥和蓝豆说得对：只认“打电话给谁”这一句，范围小得多。重新打开，我们再评一次。

# 锁屏上写紧急联系人，不用解锁
@ banxia 4d 21/1 | 紧急
药房门口晕倒一位老人，手机锁着，我们谁都不知道该打给谁，最后靠他手机壳上的一张纸条。
> 锁屏左下角一个小字“紧急”，点开是名字、病史、药。
- shuang: 护士举双手。血型和过敏写上，能省十分钟。
- farah: For children's watches, too, please.
* shortlisted priya
- sunnainai: 我的纸条上写着“先叫我儿子，别叫我女婿”。这个能写吗？

# Captions for knocks, laughs and dogs
@ rosa 9d 6/1 | captions
A film in which a door knocks and nobody tells me is a film about people who suddenly look at a door.
- bairui: 舞台上我们叫“效果提示”，特别重要。
- xiaoqi: 声音分类现在很准了，敲门、雨、狗叫都行。
& marta # 降噪模式下听不见门铃: Doors, bells, dogs: both ask to be told of a sound one does not hear.

# 震动也能当导航：左一下右两下
@ landou 34d 9/1 | 导航, 震动
走路时耳机堵着耳朵，我就听不见车。让手表左转震一下，右转震两下，我就能把耳朵留给马路。
- nanfeng: 骑车也需要，低头看一眼是最危险的一眼。
- kofi: For runners, too. One left, two right, three for "you have gone home".
* accepted priya 4w
* building priya

# Let me turn off the shake to undo
@ june 29d 4/1 | tremor
I undo everything. Letters, photos, once a whole crossword. My hands vote against me.
- priya: This one exists, under Touch, and it should have been offered to you the first time you undid four things in a row.
* declined priya already-exists: The switch is under Accessibility, Touch, "Shake to undo"; from the next version the phone will offer it by itself after the fourth undo in a minute, which is what should have happened to you.
- june: Found. The crossword has been restored to its rightful order.

# 打车软件里的地图字太小
@ huangbo 38d 2/1 | 字号
调了系统字体，地图上的路名一动不动，跟没听见一样。
* declined priya not-for-us: 地图的字由应用自己画，系统没有办法去放大它。我们把您的截图转给了对方的无障碍同事，他们有人在做这件事。
- huangbo: 谢谢，还有人转达，可以了。
- aduo: 路名里还有个错字，我也一起转达了。

# 一键把整页念给我听
@ sunnainai 6d 7/1 | 朗读
报纸越来越长，眼睛越来越短。
> 两指往下一滑，从头念，念到哪亮到哪。
- landou: 读屏能做到，但普通人不敢开，给个轻的版本吧。
- june: And let it skip the cookie notices. I am on a diet.

# High contrast that does not look like a parking notice
@ lena 64d 1/0 | contrast
Contrast is not the same as ugliness. Somebody ought to draw it as if they meant it.
- priya: Challenge accepted, quietly.
- lena: I will bring paper samples.
`;
