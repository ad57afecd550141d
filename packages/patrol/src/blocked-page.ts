/** Words in the title of a page that stands between the visitor and the site. */
const TITLE =
  /访问验证|安全验证|人机验证|滑动验证|身份验证|验证码|访问(?:被|受)?(?:拦截|拒绝|限制|禁止)|请求(?:被|已被)?拦截|防火墙|拦截提示|just a moment|attention required|access denied|forbidden|are you (?:a )?human|robot check|captcha|security check|\bwaf\b/i;
const WORDS =
  /(?:请|需要|需)先?(?:完成|拖动|点击|进行|通过|输入)[^。\n]{0,12}(?:验证|滑块|拼图)|验证码已发送|您的(?:访问|请求|IP)[^。\n]{0,16}(?:拦截|限制|异常|可疑|频繁)|访问(?:过于|太)频繁|非法请求|checking your browser|enable javascript and cookies|verify you are (?:a )?human/i;
/** Scripts of the large shields that set a cookie by JavaScript and load the page again. */
const SCRIPT =
  /acw_sc__v2|__jsl_clearance|_cf_chl_opt|cf-browser-verification|aliyun_waf|yundun|TencentCaptcha|geetest_|_guard_\w+|safedog/i;
const SHIELD_STATUS = new Set([401, 403, 405, 412, 418, 429, 503, 521]);

/** A page longer than this has content of its own, whatever words are in it. */
const SHORT = 600;

/** True for a challenge, a captcha or a firewall's page: what it says is not what the site says. */
export function looksBlocked(status: number, title: string, text: string, html: string): boolean {
  if (text.length > SHORT) return false;
  if (TITLE.test(title) || WORDS.test(text)) return SHIELD_STATUS.has(status) || status < 300;
  return (
    text.length < 200 && (SHIELD_STATUS.has(status) || status < 300) && SCRIPT.test(html.slice(0, 60_000))
  );
}
