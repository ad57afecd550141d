import type { TextSet } from './piece.ts';

/** Unfair terms, refused returns and other terms of dealing with consumers, as found in shop notices and agreements. */
export const PLANTED_TERMS: readonly TextSet[] = [
  {
    slot: 'terms',
    breaks: ['unfair-term-final-interpretation'],
    texts: [
      '本活动‹最终解释权归{shop}所有›。',
      '以上条款的‹解释权归本公司›，会员如有不同理解，以本公司解释为准。',
      '优惠规则如有未尽事宜，{firm}‹保留一切解释权›。',
      '‹本店拥有最终解释权›，参加即视为同意。',
      '本商城对本协议享有‹单方解释权›。',
    ],
  },
  {
    slot: 'banner',
    breaks: ['unfair-term-final-interpretation'],
    texts: ['满 199 减 30，数量有限，‹活动解释权归商家所有›', '老客返场，到店领礼，‹最终解释权归本店›'],
  },
  {
    slot: 'terms',
    breaks: ['unfair-term-exempt-liability'],
    arguable: ['unfair-term-limit-remedy', 'after-sales-refusal'],
    texts: [
      '商品在运输途中破损、丢失的，‹本店概不负责›，请顾客自行找快递公司。',
      '使用本店产品造成的任何人身、财产损失，{shop}‹不承担任何责任›。',
      '货物离柜，‹一概不管›；食用后如有不适，‹责任自负›。',
      '因系统故障、数据错误给用户造成的一切损失，本公司‹均不负任何赔偿责任›。',
      '特价商品‹不提供三包›，出现质量问题由买家自己承担。',
    ],
  },
  {
    slot: 'terms',
    breaks: ['unfair-term-limit-remedy'],
    arguable: [
      'unfair-term-exempt-liability',
      'no-reason-return-refused',
      'after-sales-refusal',
      'unfair-term-other-unfair',
    ],
    texts: [
      '质量问题‹只换不退›，换货运费由顾客承担，‹不支持赔偿›。',
      '无论何种原因，赔偿以商品售价的 10% 为限，‹超出部分不予赔偿›。',
      '活动商品有瑕疵的‹不退、不换、不修›，拍下就是认可。',
      '顾客‹放弃›因迟延发货要求‹违约金›的权利。',
      '假货问题最多退还货款，‹不接受“退一赔三”“退一赔十”›。',
    ],
  },
  {
    slot: 'terms',
    breaks: ['unfair-term-limit-complaint'],
    arguable: ['unfair-term-other-unfair', 'platform-review-deletion', 'fake-trade-own'],
    texts: [
      '买家收货后‹不得向 12315、消协投诉›，否则拉黑并取消售后。',
      '下单即同意‹放弃诉讼和仲裁›，一切纠纷由本店内部处理。',
      '‹给差评、投诉的›，本店有权公布您的姓名电话，不再发货。',
      '会员‹不得以任何理由举报本店›，违者没收余额。',
      '退款成功后，顾客承诺‹不再向任何部门反映、起诉›。',
    ],
  },
  {
    slot: 'terms',
    breaks: ['unfair-term-limit-termination'],
    arguable: [
      'no-reason-return-refused',
      'deposit-refund-obstacle',
      'unfair-term-limit-remedy',
      'unfair-term-other-unfair',
    ],
    texts: [
      '‹一经下单，不得取消›，不得修改，逾期不付尾款定金不退。',
      '会员卡一旦开通，‹任何情况下不得退卡›、不得转让。',
      '报名后‹不得解除合同›，生病、搬家、调动工作均不退费。',
      '合同期内用户‹无权解约›，提前退出视为自动放弃剩余服务。',
    ],
  },
  {
    slot: 'terms',
    breaks: ['unfair-term-other-unfair'],
    arguable: [
      'unfair-term-limit-termination',
      'unfair-term-limit-remedy',
      'platform-rule-change-procedure',
      'account-cancellation-obstacle',
      'unfair-term-exempt-liability',
      'deposit-refund-obstacle',
    ],
    texts: [
      '本店可‹随时变更价格和服务内容，无需通知›顾客，顾客须按新价补差。',
      '顾客拒收须支付货款 ‹200% 的违约金›，并承担律师费。',
      '会员余额‹一年不消费自动清零›，不退不补。',
      '发货时间由商家决定，顾客‹催单超过三次视为恶意›，订单关闭且‹不退定金›。',
      '用户使用即表示‹无条件同意›本协议现在和‹今后的全部修改›。',
    ],
  },
  {
    slot: 'returns',
    breaks: ['no-reason-return-refused'],
    arguable: [
      'unfair-term-limit-remedy',
      'unfair-term-limit-termination',
      'unfair-term-exempt-liability',
      'unfair-term-other-unfair',
      'after-sales-refusal',
    ],
    texts: [
      '‹一经售出，概不退换›，请看清楚再拍。',
      '拆了快递袋就‹不能退›，‹拆封影响二次销售，不支持七天无理由›。',
      '促销、清仓、直播间商品‹一律不支持七天无理由退货›。',
      '退货收 20% 折旧费，‹开箱即视为认可，不退›。',
      '七天无理由只限‹会员›，非会员购买‹不退不换›。',
      '衣服试穿过的、剪了吊牌的、超过 24 小时没联系的，‹统统不退›。',
      '本店小本生意，‹非质量问题不退不换›，不喜欢、拍错、尺码不合都不算。',
      '退款 30 个工作日到账，退回来‹吊牌在也要看心情›，旺季‹不处理无理由退货›。',
    ],
  },
  {
    slot: 'notice',
    breaks: ['no-reason-return-refused'],
    arguable: ['unfair-term-limit-remedy', 'unfair-term-exempt-liability'],
    texts: ['清仓甩卖，‹售出不退不换›，玻璃心勿拍！', '本店所有宝贝‹概不接受七天无理由›，介意者请绕道。'],
  },
  {
    slot: 'terms',
    breaks: ['auto-renewal-no-notice'],
    arguable: ['unfair-term-other-unfair', 'auto-renewal-no-cancel'],
    texts: [
      '首月 1 元，次月起按 25 元/月‹自动扣费，不再另行通知›。',
      '会员到期后系统‹默认自动续费›，扣款前‹不发短信提醒›，请自行留意账单。',
      '开通免密支付后，年费到期‹直接扣款›，恕‹不逐一告知›。',
    ],
  },
  {
    slot: 'terms',
    breaks: ['auto-renewal-no-cancel'],
    arguable: ['unfair-term-limit-termination', 'auto-renewal-no-notice', 'unfair-term-other-unfair'],
    texts: [
      '自动续费‹开通后 12 个月内不能关闭›。',
      '取消连续包月请‹携带身份证到总部›办理，‹手续费 30 元›。',
      '连续包年会员‹不支持线上取消›，请书面寄函，60 天后生效。',
    ],
  },
  {
    slot: 'terms',
    breaks: ['account-cancellation-obstacle'],
    arguable: ['unfair-term-other-unfair', 'personal-info-without-consent', 'unfair-term-limit-termination'],
    texts: [
      '账号一经注册，‹不提供注销›服务，用户资料永久保留。',
      '注销账号须‹手持身份证拍照、缴纳 50 元手续费›，审核期三个月。',
      '用户‹不得要求删除›、更正其在本平台登记的姓名、电话和地址。',
      '‹注销须先邀请三位新用户›并清空两年内订单。',
    ],
  },
  {
    slot: 'terms',
    breaks: ['personal-info-without-consent'],
    arguable: [
      'unfair-term-other-unfair',
      'bundled-privacy-consent',
      'personal-info-leak-or-sale',
      'account-cancellation-obstacle',
    ],
    texts: [
      '本店会把顾客的电话、地址‹提供给合作商家做推广›，‹下单即视为同意›。',
      '打开页面即自动‹读取通讯录、短信和相册›，用于风控，‹恕不提示›。',
    ],
  },
  {
    slot: 'terms',
    platformOnly: true,
    breaks: ['platform-rule-change-procedure'],
    arguable: ['unfair-term-other-unfair'],
    texts: [
      '平台可随时修改入驻协议和交易规则，‹公布之时立即生效›，‹不征求意见›；商家‹不同意修改的也不得退出›。',
      '本平台规则以内部通知为准，‹修改当日执行›，‹不另行公示›。',
    ],
  },
];
