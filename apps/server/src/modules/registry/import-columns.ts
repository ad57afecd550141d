import type { ImportFields } from '../../platform/import/import-columns.ts';

/** Fields of the import of sites, in the order of the template. */
export const IMPORT_FIELDS = {
  name: {
    title: '网站（网店）名称',
    required: true,
    aliases: ['名称', '网站名称', '网店名称', '店铺名称', '网站名', '店名', '网站(网店)名称'],
  },
  url: {
    title: '网址',
    required: true,
    aliases: ['网站地址', '网址链接', '链接', '店铺链接', '网店网址', '域名', '首页网址', 'url', '地址链接'],
  },
  kind: { title: '主体分类', required: false, aliases: ['类型', '网站类型', '主体类型', '分类'] },
  forms: { title: '经营业态', required: false, aliases: ['业态', '经营形式'] },
  operatorName: {
    title: '经营者名称',
    required: false,
    aliases: ['经营者', '企业名称', '公司名称', '主体名称', '市场主体名称', '单位名称'],
  },
  uscc: {
    title: '统一社会信用代码',
    required: false,
    aliases: ['信用代码', '社会信用代码', '统一信用代码', '注册号', '营业执照号'],
  },
  region: {
    title: '所属区划',
    required: false,
    aliases: ['区划', '区划代码', '辖区', '所属辖区', '行政区划', '所属县区', '县区'],
  },
  phone: { title: '联系电话', required: false, aliases: ['电话', '手机', '联系方式', '手机号'] },
  address: { title: '经营地址', required: false, aliases: ['地址', '住所', '实际经营地址', '经营场所'] },
} as const satisfies ImportFields;
export type ImportField = keyof typeof IMPORT_FIELDS;
