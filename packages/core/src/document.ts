/** States of a document (文书) in words. */
export const DOCUMENT_STATUS_NAMES = {
  draft: '拟稿中',
  review: '待审核',
  legal: '待法制审核',
  sign: '待签发',
  signed: '已签发',
  served: '已送达',
  void: '已作废',
  discarded: '已废弃',
} as const;

/** Ways of service (送达方式; 处罚法 61条, 程序规定 81–82条) in words. */
export const SERVICE_MANNER_NAMES = {
  direct: '直接送达',
  left: '留置送达',
  post: '邮寄送达',
  electronic: '电子送达',
  entrusted: '委托送达',
  forwarded: '转交送达',
  notice: '公告送达',
} as const;
