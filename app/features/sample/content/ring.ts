// TWENTY-FOUR ACCOUNTS OF ONE PERSON, who is fond of power banks and wants six ideas to look wanted. They came on one evening,
// said nothing, and pressed the same buttons within minutes of each other. The nightly audit finds them. One a line: user
// name, name.

export const ring = `
dianli01 | 电力满满 | 一个人，二十四个账号，今晚又没睡。
dianli02 | 满电出行
dianli03 | 充电一哥
dianli04 | 随身电站
dianli05 | 小电同学
dianli06 | 电量焦虑
dianli07 | 百分之百
dianli08 | 出门带电
dianli09 | 不断电
dianli10 | 电池医生
dianli11 | 快充达人
dianli12 | 半格电
dianli13 | 一格都不能少
dianli14 | 移动电源君
dianli15 | 电老虎
dianli16 | 插头先生
dianli17 | 数据线小姐
dianli18 | 充充更健康
dianli19 | 电从哪里来
dianli20 | 续航第一
dianli21 | 满格生活
dianli22 | 低电量模式
dianli23 | 省电小能手
dianli24 | 永远在充电
`;

/** How many ideas they press for. */
export const RING_IDEAS = 6;
