import { site } from './site-row.ts';
import type { SiteSpec } from './spec.ts';

/** Company sites that sell nothing online. */
export const COMPANIES: readonly SiteSpec[] = [
  site('co-shuini', 'non-trading', '砚苇建材', '中卫市砚苇建材有限公司', '640502', ['home'], {
    editorial: 'company',
    charset: 'gbk-header',
    licence: 'full',
  }),
  site('co-leng', 'non-trading', '漪麦冷链', '中卫市漪麦冷链物流有限公司', '640502', ['mutton'], {
    editorial: 'company',
  }),
  site('co-zhiye', 'non-trading', '璟垄枸杞研究中心', '中宁县璟垄枸杞科技有限公司', '640521', ['wolfberry'], {
    editorial: 'company',
    dirty: true,
  }),
  site('co-jixie', 'non-trading', '芃棠机械', '吴忠市芃棠机械制造有限公司', '640302', ['appliance'], {
    editorial: 'company',
    charset: 'gbk-meta',
    siteMaker: '银川市梵砾信息技术有限公司',
  }),
  site('co-shenghuo', 'non-trading', '芷砾物业', '中卫市芷砾物业服务有限公司', '640502', ['agency'], {
    editorial: 'company',
    icp: false,
  }),
  site('co-yaoye', 'non-trading', '恺芨药业', '固原市恺芨药业有限公司', '640402', ['health-food'], {
    editorial: 'company',
    dirty: true,
  }),
  site('co-wenlv', 'non-trading', '腾格里文旅集团', '中卫市腾沙文旅发展有限公司', '640502', ['travel'], {
    editorial: 'company',
    transfer: 'gzip',
  }),
  site('co-siliao', 'non-trading', '昊芨饲料', '海原县昊芨饲料有限公司', '640522', ['farm'], {
    editorial: 'company',
    dirty: true,
    charset: 'gb18030',
  }),
  site('co-jiaoyu', 'non-trading', '钰芃幼教中心', '中卫市钰芃幼教有限公司', '640502', ['training'], {
    editorial: 'company',
  }),
];

/** News, blogs, forums, small offices. */
export const EDITORIAL: readonly SiteSpec[] = [
  site('news-weiwang', 'non-trading', '卫宁新闻网', '中卫市卫宁传媒有限公司', '640502', [], {
    editorial: 'local-news',
    charset: 'gbk-header',
    look: 'red',
  }),
  site('news-fangtan', 'non-trading', '朔方访谈', '银川市朔方谈文化传媒有限公司', '640106', ['health-food'], {
    editorial: 'local-news',
    dirty: true,
    look: 'red',
  }),
  site('news-nongcun', 'non-trading', '山川农事报', '固原市山川农事文化传媒有限公司', '640402', ['farm'], {
    editorial: 'local-news',
    look: 'green',
  }),
  site('blog-laowu', 'non-trading', '老吴的院子', null, '640502', [], {
    editorial: 'blog',
    icp: true,
    look: 'paper',
    transfer: 'chunked',
  }),
  site('blog-zhongcao', 'non-trading', '沙漠小鹿爱种草', null, '640502', ['cosmetics', 'snack'], {
    editorial: 'blog',
    dirty: true,
    look: 'paper',
  }),
  site('blog-yangsheng', 'non-trading', '养生一点通', null, '640521', ['health-food', 'wolfberry', 'tea'], {
    editorial: 'blog',
    dirty: true,
    look: 'paper',
    icp: false,
  }),
  site('blog-jizhe', 'non-trading', '法眼看消费', null, '330106', [], { editorial: 'blog', look: 'paper' }),
  site('bbs-zhongwei', 'non-trading', '中卫人家论坛', '中卫市人家网络科技有限公司', '640502', ['agency'], {
    editorial: 'forum',
    dirty: true,
    charset: 'gbk-meta',
    look: 'plain',
  }),
  site('bbs-fenlei', 'non-trading', '同城信息港', '中宁县同城信息服务部', '640521', ['wealth', 'digital'], {
    editorial: 'forum',
    dirty: true,
    look: 'plain',
  }),
  site('gov-shidi', 'non-trading', '青沙湖湿地管护站', '青沙湖湿地管护站', '640502', [], {
    editorial: 'notice',
    look: 'gov',
    registration: '12',
  }),
  site('gov-tampered', 'non-trading', '云岭林场管理所', '云岭林场管理所', '640522', [], {
    editorial: 'notice',
    look: 'gov',
    behaviour: 'tampered',
    registration: '12',
    charset: 'gbk-header',
  }),
  site('school', 'non-trading', '柳湾小学', '中宁县柳湾小学', '640521', [], {
    editorial: 'school',
    registration: '12',
    look: 'green',
  }),
  site('clinic', 'non-trading', '北渠社区卫生服务站', '沙坡头区北渠社区卫生服务站', '640502', [], {
    editorial: 'school',
    registration: '12',
  }),
];
