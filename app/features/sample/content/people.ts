// THE PEOPLE OF THE SAMPLE, one a line: user name, name, and a line about them. The brand, Pomelune 柚月, and everything
// it makes are invented: Arc phones, PithOS, the rice cooker Congee 粥粥, the vacuum Dustin 扫扫, Peabuds 豌豆, the kids'
// watch Tock 滴答, the router Banyan 榕树, the lamp Firefly 萤, the purifier Glade 林间, the speaker Murmur 絮语.

export const TEAMS = { power: "电源与连接组", system: "系统体验组", home: "家居与穿戴组" } as const;

/** Who answers for each team. */
export const LEADS = { power: "wangqi", system: "suhang", home: "heyun" } as const;

/** Employees: team and title come before the line about them. */
export const employees = `
wangqi | 王启 | power | 电源工程师 | 办公桌下常年有四十台手机在充电，保安以为他在开网吧。
linlan | 林岚 | power | 网络工程师 | 把全楼的路由器都取了名字，最慢的那台叫“堵车”。
suhang | 苏杭 | system | 系统产品经理 | 每天右手单手用机，左手用来拿豆浆。
priya | Priya Nair | system | Accessibility designer | Tests every screen with her eyes shut first. Knows the office corridor by heart now.
heyun | 何允 | home | 家电产品经理 | 今年已经煮了六百锅饭，体检报告上写着“碳水充足”。
tomasz | Tomasz Wilk | home | Audio engineer | Can hear a loose screw through two walls. Not invited to quiet dinners any more.
`;

export const moderators = `
guanshan | 关山 | 版主。口头禅：先搜一下，再吵架。
marta | Marta Keller | Moderator. Retired librarian; still shushes, now in writing.
`;

export const admins = `
xiaoman | 周小满 | 管理员，社区的门房兼园丁。周五下午最好别找她，她在数想法。
`;

export const fans = `
laochen | 老陈 | 温度计收藏家，什么都要测两周再说话。
shuang | 双双 | 护士，倒三班，闹钟比病人还多。
xiaolu | 小鹿 | 旅行摄影，手机里四万张照片，其中三万九千张是云。
amei | 阿梅 | 社区食堂掌勺，对米和水的比例有宗教般的信仰。
dawei | 大伟 | 地铁通勤每天两小时，右手拇指已经变异。
yuxin | 雨欣 | 高三，手机每天只能碰四十分钟，所以句句是重点。
leizi | 雷子 | 送餐骑手，屏幕常年是湿的。
sunnainai | 孙奶奶 | 七十一岁，微信表情包的中坚力量。
huangbo | 黄伯 | 退休电工，家里每个开关都有编号。
xiaokui | 小葵 | 养了三只猫，扫地机器人是第四只。
muzi | 木子 | 插画师，左撇子，对“右滑”两个字有意见。
achang | 阿昌 | 夜跑爱好者，耳机丢过五次，都是右边那只。
banxia | 半夏 | 中药房抓药，一手戥子一手手机。
shisan | 十三 | 玩机多年，恢复出厂设置当早操。
tudou | 土豆 | 程序员，开着七十二个标签页睡觉。
qingtian | 晴天 | 小学班主任，微信群三十一个，静音三十个。
laoma | 老马 | 货车司机，导航一开就是一整天。
yezi | 叶子 | 园艺博主，阳台比客厅大。
jiujiu | 九九 | 大二，宿舍六个人共用一个插线板和一段友情。
fang | 方方 | 会计，表格能解决的事绝不打字。
wenge | 文哥 | 开书店，店里信号最好的地方是马桶旁边。
xiaoqi | 小七 | 播客剪辑师，能听出你今天有没有喝水。
guoguo | 果果妈 | 二年级家长，孩子的手表比她的手机还忙。
nanfeng | 南风 | 骑行进藏两次，第三次在等电池。
hetao | 核桃 | 测试工程师，别人家的产品也顺手测。
bairui | 白芮 | 话剧演员，最怕静音键没按实。
zhongxia | 仲夏 | 新手爸爸，单手抱娃单手回消息。
dingding | 丁丁 | 初中物理老师，喜欢把评论写成实验报告。
xuliang | 徐亮 | 装修监理，三层楼的 Wi-Fi 是他一辈子的痛。
yangyang | 羊羊 | 织毛衣的，给每台设备都织了外套。
keke | 可可 | 咖啡师，手上总有面粉或者牛奶。
aduo | 阿朵 | 听力不太好，眼睛很好，错别字逃不过她。
pangli | 胖子老李 | 电饭煲煮过蛋糕、酸奶和一次袜子。
momo | 默默 | 社区里话最少的人，但每个想法都看完。
jiangnan | 江南 | 住在回南天里，除湿是刚需。
landou | 蓝豆 | 视障按摩师，读屏软件用得比你看屏幕还快。
ann | Ann Lee | Night-shift pharmacist. Charges at hours no engineer has tested.
ben | Ben Carter | Teaches woodwork. Every phone he owns has sawdust in the port.
cleo | Cleo Marsh | Bass player. Believes in bass.
dora | Dora Finch | Bird watcher, up at four, hates screens that are not.
emil | Emil Novak | Reads release notes aloud to his cat.
farah | Farah Aziz | Mother of twins, owner of two kids' watches and no sleep.
gus | Gus O'Hara | Lighthouse volunteer. Wi-Fi has to cross a courtyard and a cow.
hana | Hana Mori | Translator; switches languages more often than apps.
ivo | Ivo Petrov | Amateur astronomer. Turns everything off, then asks why it is dark.
june | June Abbott | Eighty-two, and faster at crosswords than your assistant.
kofi | Kofi Mensah | Marathon pacer. Has opinions about sweat.
lena | Lena Vogt | Architect. Measures first, votes second.
mateo | Mateo Ruiz | Cooks for six every night, five of whom complain.
nils | Nils Berg | Lives above the Arctic Circle with a battery that does not enjoy it.
olive | Olive Tan | Keeps a spreadsheet of every bug she ever met.
pete | Pete Doyle | Says "works for me" for a living.
rosa | Rosa Lima | Deaf since birth, louder online than most.
sam | Sam Whitlock | Collects remote controls. Would like to need fewer.
`;
