export const network = `
# 榕树重启以后，一屋子的灯泡谁也不认识谁
@ xuliang 31d 19/6 | 路由器, 智能家居
停一次电，三十二个灯泡各自流浪。我得一个一个重新介绍：这是路由器，这是你，你们以前认识。
- yezi: 我的浇花器也失忆，浇了两次，把多肉浇成了少肉。
- linlan: 三十二个同时回来抢地址，榕树会拒掉一部分。改成排队就好。
* shortlisted linlan
= linlan: 复现了，桌上摆了四十个灯泡，同事以为我在布置婚礼。排队的逻辑写好了，下周给大家测试固件。
* accepted linlan 2w
* building linlan

# Wi-Fi 信号图能不能画在户型图上
@ wenge 19d 15/2 | Wi-Fi
书店里信号最好的地方是马桶旁边。顾客都知道了，现在马桶旁边最挤。
> 拿着手机走一圈，画一张哪里强哪里弱的图，再告诉我榕树该搬到哪。
- xuliang: 干装修的强烈支持，省得我拿嘴跟业主吵。
- lena: I did this by hand for my flat, 46 points. My kitchen is a Faraday cage with a kettle.
- gus: The cow stands exactly where the signal dies. She knows.
* accepted linlan nodate
= linlan: 手机上走一圈画热力图，可以做。先不承诺日期，因为我想让它连“为什么弱”也说出来，而不只是变红。

# 孩子的上网时间，别九点整咔嚓断掉
@ guoguo 10d 18/3 | 家长, 上网时间
九点整断网，作业刚写到“提交”。他哭，我哭，老师收不到。
> 到点先提醒，给十分钟收尾；正在提交的别掐。
- yuxin: 作为被掐的一方：请务必。
- farah: Twins have found that the neighbour's network has no bedtime.
- fang: 十分钟会变成一小时，别问我怎么知道的。
! fang: 我反对自动延长，十分钟必须是家长按的，不然规则就没了。
* accepted linlan 3w
= linlan: 提前十分钟提醒，到点后正在上传的放行到传完。方方的反对有道理：延长要家长按。

# Let a guest in with a picture, not a speech
@ sam 14d 9/1 | guest network
My password has a capital, a dash and my late dog's birthday. I have spelled it out at every party since 2019.
> Print a card with a code on it. Guests point their phone. Done.
- pete: Works for me, there is a code in the app.
-- sam: Behind a login, Pete. At a party. With a phone that is the remote for the music.
- wenge: 书店也想要，最好能印成书签。
* shortlisted linlan
= linlan: 打印页能做：一张 A6，名字、二维码、有效期。书签版是文哥的，已经画好了。

# 会议软件一开，谁在下片一目了然地给我按住
@ tudou 9d 10/3 | 路由器, 优先级
线上评审，画面糊成马赛克，隔壁屋室友在下载六十个 G 的游戏，名叫《宁静》。
> 认出视频会议就自动让路，别的慢一点。
- jiujiu: 我可能是那个室友。
-- tudou: 你是！
? jiujiu insult: 倒不是骂人，可他在宿舍群里已经点了我三天名。
- linlan: 榕树其实有优先级，叫“智能分配”，默认关。我知道，名字也不智能。

# Let the router close its eye at night
@ ivo 24d 10/1 | router, light
Nine watts, and a blue light that reaches Andromeda.
- bairui: 贴了黑胶布，现在它像个犯人。
- shuang: 我白天睡，请不要按“晚上”，按我按的。
* accepted linlan 1w
* building linlan
* in_release linlan
== linlan: 固件已推送：灯可以关，可以跟时间，也可以按一下背后的键。白天睡觉的人也算在内。
- ivo: Andromeda thanks you.

# 一句话看懂网为什么慢
@ huangbo 5d 26/6 | 诊断
儿子让我看“丢包率”。我丢过包，在公交车上，跟这个没关系。
> 就说人话：是外面的线慢，还是家里的墙厚，还是机器累了。
- sunnainai: 机器累了我懂，我也常常累了。
- qingtian: 建议给老师也出一版，能念给家长听的。
* shortlisted linlan
= linlan: 黄伯这句“线慢、墙厚、机器累”已经写到设计稿里了，三种情况三句话，一字不改。

# IPv6 on the guest network
@ nils 55d 3/0 | ipv6
Guests get an address from 1981. My nephew asked if this was a museum.
- tudou: 支持。
* declined linlan impossible-now: Isolation between guests is done by a chip that only understands the old protocol in this generation; sharing it would let guests see your printer. The next board has the other chip.
- nils: They may not see my printer. Nobody has seen it work.
- marta: My printer is older than the protocol. It also refuses visitors.

# Banyan should survive a cow
@ gus 41d 8/1 | range, outdoor
House, courtyard, cow, lighthouse. The mesh hops twice and gives up at the cow. She is large and mostly water.
> A weatherproof node with a directional antenna.
- linlan: Water is the best wall we know, and cows are 65 % of it. This is going into a slide.
- lena: Raise the node to 2.6 m and you clear the cow by half a metre.
-- gus: She noticed. She is licking the ladder.
* declined heyun later: An outdoor node needs a new housing and a year of rain tests; we will not promise something that ends up wet inside your wall. We look at it again next autumn, with the cow in mind.

# 换新手机，旧手机里的家电要一个个搬家
@ yezi 17d 9/4 | 智能家居
十九个设备，重新配网十九次。第十二次我开始跟花说话。
> 新手机登录以后，问一声“把家搬过来吗”，按一下。
- hetao: 注意两台手机同时在线的冲突，谁是主人。
- nanfeng: 我在路上换的手机，家里的浇花停了三天，花比我先到高原。
- sam: My old phone lives in a drawer so that the lamps still love me.

# 电视盒子找不到投屏，重启路由器才好
@ fang 10d 7/4 | 投屏
每周一次，像给路由器过礼拜。
- linlan: 大概率是组播表满了。能在复现的时候按一下“诊断包”吗？我一个个看。
-- fang: 表格奉上，十四次，时间到秒。
-- linlan: 这是我收到过最美的表格。
- sunnainai: 我也是每周给它过一次礼拜。

# Tell me when a stranger joins my network
@ rosa 3d 24/2 | security
I cannot hear the little chime, so please also vibrate, with the name and how sure you are.
- hetao: 支持，陌生设备首次接入必须可见。
- marta: A library keeps a visitors' book. So should a house.
* qualified guanshan: 人还不多，但家家都会遇到，先放行。

# 想给路由器换个名字表情符号
@ keke 61d 2/0 | 路由器
店里 Wi-Fi 想叫“☕ 快喝凉了”，它说名字不合法。
- jiujiu: 法律没说不能快喝凉了。
- keke: 现在叫 KUAIHELIANGLE，客人以为是德语。

# 晚上十点后自动把孩子平板切到慢速
@ zhongxia draft 2d | 家长
先记着，孩子才三个月，但早晚用得上。
`;
