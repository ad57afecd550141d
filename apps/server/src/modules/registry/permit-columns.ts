import type { ImportFields } from '../../platform/import/import-columns.ts';

/** Fields of the import of permits (行政许可双公示), in the order of the template. */
export const PERMIT_FIELDS = {
  holder: {
    title: '行政相对人名称',
    required: true,
    aliases: ['持证人', '企业名称', '单位名称', '经营者名称', '主体名称', '许可相对人', '名称'],
  },
  uscc: {
    title: '统一社会信用代码',
    required: false,
    aliases: [
      '行政相对人代码1统一社会信用代码',
      '行政相对人代码_1（统一社会信用代码）',
      '信用代码',
      '社会信用代码',
    ],
  },
  certificate: {
    title: '许可证书名称',
    required: true,
    aliases: ['许可证名称', '证书名称', '许可证种类', '许可项目'],
  },
  category: { title: '许可类别', required: false, aliases: ['类别', '行政许可类别'] },
  documentNumber: {
    title: '许可决定文书号',
    required: false,
    aliases: ['行政许可决定文书号', '文书号', '决定书文号', '许可文书号'],
  },
  number: {
    title: '许可编号',
    required: true,
    aliases: ['许可证编号', '许可证号', '证书编号', '编号', '证号'],
  },
  content: { title: '许可内容', required: false, aliases: ['经营项目', '许可范围', '内容'] },
  decidedOn: { title: '许可决定日期', required: false, aliases: ['决定日期', '发证日期', '核准日期'] },
  validFrom: { title: '有效期自', required: false, aliases: ['有效期起', '有效期开始', '生效日期'] },
  validUntil: {
    title: '有效期至',
    required: false,
    aliases: ['有效期止', '有效期', '有效期截止', '截止日期'],
  },
  issuer: { title: '许可机关', required: true, aliases: ['发证机关', '行政许可机关', '审批机关'] },
  state: { title: '当前状态', required: false, aliases: ['状态', '许可状态', '证书状态'] },
  sourceUnit: { title: '数据来源单位', required: false, aliases: ['来源单位', '数据来源'] },
} as const satisfies ImportFields;
export type PermitField = keyof typeof PERMIT_FIELDS;
