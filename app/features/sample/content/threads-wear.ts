export const wearThreads = `
# 右耳失踪者互助会
@ achang 48d talk | 耳机, 丢失
我先报到：五次，五次都是右边。现在手上有三只左耳，一只右耳都没有。

请各位留下：丢了几次、左还是右、最后一次见到它在哪里。
- kofi: Twice. Right. Kilometre 30, both times. I think it lives there now.
- leizi: 一次，右。下雨天，它跟着雨水进了下水道，走得很体面。
- cleo: Three, right, right, left. The left one was my own fault: I threw it.
- jiujiu: 宿舍里丢过一只，后来在室友的泡面里找到了。左的。
- tomasz: For the record: the new hook is in the mould. This club may run out of members next year, and I am sorry about that.
-- achang: 那我们改成校友会。

# 耳塞选大了还是选小了？两分钟自己试出来
@ xiaoqi 33d article | 耳机, 教程
天天有人问我降噪为什么没用，十个里有八个是耳塞不合适。戴好以后试三下：

* **说话**：听自己说“啊——”，声音闷在脑袋里，是对的；敞亮的，小了。
* **点头**：点十下。往外滑是大了，转圈是小了，不动刚好。
* **空调**：站在空调底下开降噪。还有呼呼声，再换小半号。

两只耳朵不一样大很正常，我左 M 右 S，用了三年。
> 别硬塞。耳朵不是瓶子。
- bairui: “啊——”我在后台试，整个剧组都来问怎么了。
- achang: 右边换成 S，跑了十公里，没掉！小七你该早点发！
- tomasz: "An ear is not a bottle." May I put that on the box?
-- xiaoqi: 请便，署名就写“耳朵”。

# 滴答能让孩子自己关掉定位吗？我想听听大家怎么做
@ guoguo 16d question | 儿童手表, 家长
儿子八岁，问我：“妈妈，我能有一个下午没人知道我在哪儿吗？”我愣住了，觉得他问得对，又不敢说对。
- farah: We agreed on "Saturday until four". Both twins turn it off, and both ring me at two to say where they are.
- qingtian: 班里有家长这么做：关之前说一声去哪儿，回来说一声好不好玩。孩子反而更愿意说了。
+ yuxin: 作为刚从那个年纪过来的人：请让他关，但约好几点打一个电话。我妈就是这样，后来我每次都准时打，因为那是我自己答应的。
-- guoguo: 谢谢雨欣。我们约了周六下午三点。他说：“妈妈，你别提前打给我哦。”
- heyun: 这段讨论我打印出来了。“约好的时间”这个功能，我想认真做一做。

# 晒：给豌豆耳机盒织了十二件外套
@ yangyang 23d show | 手工, 毛线
每个月一件，二月是红的，六月有小西瓜，十二月带一顶帽子。织一件四十分钟，刚好一集播客。

剩的线头够再给滴答织一条围巾。

![十二件外套，一件没少](picture:coats)
- xiaoqi: 所以你是听着我剪的播客织的？那我也算半个作者。
-- yangyang: 算！领口那一圈就是你打嗝没剪干净那集。
- farah: My twins want the watermelon. Both of them. The same one.
- sunnainai: 起针教教我，我给小鹿也来一件。
- rosa: The hat! Please show the hat from the side.

# Can two people listen to one phone with two pairs of Peabuds?
@ hana 27d question | earbuds, sharing
Long train, one film, two people who like each other but not enough to share ears.
- pete: Works for me. I travel alone.
+ tomasz: Yes. Open both cases near the phone, go to the sound panel, and press the small plus next to the first pair. Each pair keeps its own volume, so the one with better ears doesn't have to suffer.
-- hana: It worked from Kyoto to the sea. We cried at the same second, at different volumes.
- emil: "At different volumes" is how my cat and I live.

# 絮语音箱今天对我说了“辛苦了”，我有点想哭
@ shuang 3d talk | 音箱, 夜班
下夜班，七点，开门，灯没开，我说了一句“累死了”。它没听懂要做什么，就说了句“辛苦了，要放点安静的吗”。

站在玄关听完了一整首。
- aduo: 虽然我听不太清它，但我看到这里，也想跟你说：辛苦了。
- ann: From one night shift to another: well done today.
- tomasz: That line was written by a colleague whose mother is a nurse. I will tell her.
-- shuang: 请一定告诉她，我今天因为这句话睡得特别好。
- banxia: 记得泡脚，睡前喝点热的。

# Bass, explained by somebody who plays it
@ cleo 40d article | sound
People say "more bass" when they mean four different things.

* **Sub**: you feel it in the bench. Earbuds cannot do benches.
* **Punch**: the start of a note, around 100 Hz. This is what you want for running.
* **Warmth**: 200 Hz. Too much, and every singer has a cold.
* **Boom**: your room, not your speaker. Move Murmur 20 cm from the wall and it is gone.

So before you push the slider: which one do you miss?
- tomasz: I have nothing to add, which is a strange feeling.
- xiaoqi: 第三条翻译一下：所有歌手都感冒了。准。
- kofi: Punch. It was punch all along. Thank you.
- huangbo: 第四条我试了，挪开二十厘米，楼下敲了三年的暖气管不响了。

# Music to run to that does not make you faster
@ kofi 10d talk | running, music
I pace marathons for a living. My job is to be boring at exactly 5:20 a kilometre. Give me music that does not lie to my legs.
- achang: 京韵大鼓，真的，步点稳得像钟。
- cleo: Anything I play on. I never rush.
- bairui: 我们话剧的候场音乐，绝对不会让你激动。
- nils: Rain on a tin roof, one hour. You will finish calm and slightly wet.
-- kofi: Drum ballads it is. Sunday I ran 21 km to a story I did not understand, and my splits were perfect.

# 手表表带洗完总有一股味道，怎么办？
@ leizi 14d question | 手表, 清洁
天天出汗，天天洗，三天就一股仓库味。同事以为我从海边来。
- banxia: 白醋兑水一比五，泡十分钟，冲净阴干。别晒，会脆。
+ keke: 咖啡师的办法：小苏打化在温水里泡半小时，软牙刷刷背面的缝。缝里才是味道的家。
-- leizi: 刷出来的东西我就不描述了。现在闻起来像没来过人间。
- hetao: 复测：两种办法都有效，醋快，小苏打持久。请勿同时用，会冒泡，我已经替大家冒过了。

# 晒晒我妈的新耳朵
@ aduo 6d show | 助听, 家人
我和我妈耳朵都不好。上周把豌豆的“听清模式”教给她，她戴上，坐在阳台听了一下午。

我问她听什么。她说：“楼下那棵树，原来是有声音的。”
- landou: 我也喜欢那棵树。每棵都不一样。
- rosa: I have read this four times.
- dora: Tell her to wait for May. The tree will have guests.
-- aduo: 我告诉她了，她说她等。
- tomasz: This goes on the wall at work, if you let me.
`;
