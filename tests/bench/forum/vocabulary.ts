/** What a fan may speak of: the pieces that sentences are made of, the common ones first. */
export interface Vocabulary {
  parts: readonly string[];
  troubles: readonly string[];
  moments: readonly string[];
  wishes: readonly string[];
  people: readonly string[];
  /** Sentences and titles; `{part}` and so on stand for one of each. */
  sentences: readonly string[];
  titles: readonly string[];
  /** Between two sentences. */
  space: string;
}

const pieces = (text: string): string[] => text.split("|").map((piece) => piece.trim());

export const ENGLISH: Vocabulary = {
  space: " ",
  parts: pieces(
    `screen|battery|camera|alarm|lock screen|keyboard|charger|speaker|home app|weather widget|photo album|clipboard|
    night mode|fingerprint reader|notification shade|calendar|step counter|hotspot|file manager|voice recorder|music player|
    flashlight|contact list|backup|cloud drive|smart lock|vacuum robot|watch face|earbuds|sleep log|translation|gallery search|
    split view|shortcut menu|wallpaper|volume slider|dialer|magnifier|app drawer|ringtone`,
  ),
  troubles: pieces(
    `is too bright at night|drains within hours|stops without a word|forgets what I chose|wakes everybody|gets warm|
    shows yesterday's numbers|loses the connection|needs three taps for one thing|is hard to read|turns itself off|
    ignores the second account|asks again every morning|plays over the call|cuts the last line|takes half a minute|
    can't be moved|hides the time|mixes two languages|sorts by the wrong date`,
  ),
  moments: pieces(
    `on the train|in bed|after the last update|while driving|with gloves on|in the sun|during a call|on the first start|
    while it charges|in the kitchen|at the airport|in a meeting|with the case on|under water|when I run|on roaming|
    with two SIM cards|in power saving|after midnight|with the children around`,
  ),
  wishes: pieces(
    `let us choose the time|keep the setting for good|dim by itself|show it on the lock screen|ask once and remember|
    offer a plain list|warn before it stops|share it with the family|work without a network|follow the system's language|
    have a button of its own|undo the last step|export everything|respect quiet hours|learn from what I do|stay where I put it|
    speak more slowly|count the right way|say why it failed|start where I left off`,
  ),
  people: pieces(
    "my father|my sister|a colleague|my neighbour|our teacher|the whole family|my wife|my husband|an old friend|my boss|my doctor|my roommate",
  ),
  sentences: pieces(
    `The {part} {trouble} {moment}.|It would help to {wish}, above all {moment}.|{person} has the same with the {part} in {name}.|
    I tried it {number} times and the {part} still {trouble}.|Please {wish} and {wish}.|Since version {version} the {part} {trouble}.|
    Other phones {wish}, so why not ours?|With the {part} and the {part} together it {trouble}.|In {name} everybody I asked wants it to {wish}.|
    I can live with it, but {person} can't.|What about an option to {wish} {moment}?|It took {number} minutes {moment} until I found the {part}.`,
  ),
  titles: pieces(
    `Let the {part} {wish}|The {part} {trouble} {moment}|An option to {wish}|{part} and {part} should {wish}|
    {name}: the {part} {trouble}|Please {wish} {moment}`,
  ),
};

export const CHINESE: Vocabulary = {
  space: "",
  parts: pieces(
    `屏幕|电池|相机|闹钟|锁屏|键盘|充电器|扬声器|家居应用|天气组件|相册|剪贴板|深色模式|指纹识别|通知栏|日历|计步|热点|文件管理|录音机|
    音乐播放器|手电筒|通讯录|备份|云盘|智能门锁|扫地机器人|表盘|耳机|睡眠记录|翻译|图片搜索|分屏|快捷菜单|壁纸|音量条|拨号盘|放大镜|应用抽屉|铃声`,
  ),
  troubles: pieces(
    `晚上太亮了|几个小时就没电|不声不响地停了|总忘记我选的设置|把全家都吵醒|发热很厉害|显示的是昨天的数据|经常断开连接|
    一件事要点三次|字太小看不清|自己就关掉了|不认第二个账号|每天早上又问一遍|盖过了通话声音|最后一行被切掉|要等半分钟|没法挪位置|
    挡住了时间|中英文混在一起|排序按错了日期`,
  ),
  moments: pieces(
    `在地铁上|睡觉的时候|上次更新以后|开车的时候|戴着手套时|太阳底下|打电话时|第一次开机时|充电时|做饭的时候|在机场|开会时|
    戴着保护壳时|下雨天|跑步的时候|出国漫游时|插两张卡时|省电模式下|半夜里|带孩子的时候`,
  ),
  wishes: pieces(
    `自己选时间|永久记住设置|自动变暗|显示在锁屏上|只问一次就记住|有个简单的列表|停之前提醒一下|分享给家人|没有网络也能用|
    跟随系统语言|单独放一个按钮|可以撤销上一步|全部导出|尊重免打扰时段|学习我的习惯|放在哪儿就在哪儿|说得慢一点|算得准一点|
    说清楚为什么失败|从上次的地方继续`,
  ),
  people: pieces("我爸|我妹妹|同事|邻居|我们老师|一家人|我老婆|我老公|老朋友|领导|医生|室友"),
  sentences: pieces(
    `{part}{moment}{trouble}。|希望能{wish}，尤其是{moment}。|{person}在{name}用{part}也是这样。|我试了{number}次，{part}还是{trouble}。|
    能不能{wish}，再{wish}？|从{version}版本开始，{part}{trouble}。|别家的手机都能{wish}，为什么我们不行？|{part}和{part}一起用就{trouble}。|
    {name}的朋友都说想要{wish}。|我还能忍，{person}可受不了。|加个选项吧，{moment}可以{wish}。|{moment}找{part}找了{number}分钟。`,
  ),
  titles: pieces(
    "希望{part}能{wish}|{part}{moment}{trouble}|加一个{wish}的选项|{part}和{part}都应该{wish}|{name}：{part}{trouble}|{moment}请{wish}",
  ),
};
