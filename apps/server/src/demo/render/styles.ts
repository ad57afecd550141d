import type { SiteSpec } from '../spec.ts';

interface Palette {
  readonly main: string;
  readonly dark: string;
  readonly soft: string;
  readonly paper: string;
  readonly ink: string;
}

const PALETTES: Readonly<Record<SiteSpec['look'], Palette>> = {
  warm: { main: '#ff5000', dark: '#d94300', soft: '#fff1e8', paper: '#f6f6f6', ink: '#222' },
  red: { main: '#c81623', dark: '#9d0e1a', soft: '#fdeeee', paper: '#f4f4f4', ink: '#222' },
  plain: { main: '#3b7a57', dark: '#285a3f', soft: '#eef6f1', paper: '#fafafa', ink: '#2a2a2a' },
  blue: { main: '#1c5ea8', dark: '#12427a', soft: '#edf3fa', paper: '#f3f6fa', ink: '#26303b' },
  green: { main: '#4c8a1f', dark: '#376614', soft: '#f1f7ea', paper: '#f8faf5', ink: '#263020' },
  dark: { main: '#8a5a2b', dark: '#3a2a1d', soft: '#f7f0e8', paper: '#f3eee8', ink: '#2b211a' },
  paper: { main: '#7a6248', dark: '#4d3d2d', soft: '#f7f3ec', paper: '#fbf9f4', ink: '#3a342c' },
  gov: { main: '#b01e23', dark: '#1d4f91', soft: '#eef3f9', paper: '#ffffff', ink: '#222' },
};

/** The style sheet of a site's look; one file per site, served at /static/site.css. */
export function styleSheet(look: SiteSpec['look']): string {
  const c = PALETTES[look];
  const serif =
    look === 'paper'
      ? 'Georgia, "Noto Serif SC", serif'
      : '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';
  return `
*{box-sizing:border-box}body{margin:0;background:${c.paper};color:${c.ink};font:14px/1.7 ${serif}}
a{color:inherit;text-decoration:none}a:hover{color:${c.main}}img{display:block;max-width:100%}
.wrap{width:1140px;max-width:96%;margin:0 auto}
.topbar{background:#f1f1f1;color:#777;font-size:12px;line-height:32px}.topbar .wrap{display:flex;justify-content:space-between}.topbar a{margin-left:16px}
.masthead{background:#fff;padding:20px 0}.masthead .wrap{display:flex;align-items:center;gap:36px}
.logo{font-size:28px;font-weight:700;color:${c.main};letter-spacing:1px;white-space:nowrap}.logo small{display:block;font-size:12px;color:#999;font-weight:400;letter-spacing:0}
.search{flex:1;display:flex}.search input{flex:1;height:38px;border:2px solid ${c.main};padding:0 12px;font-size:14px}.search button{height:38px;width:92px;background:${c.main};border:0;color:#fff;font-size:15px}
.cart{border:1px solid #ddd;padding:6px 16px;font-size:13px;color:${c.main}}
.nav{background:${c.main};color:#fff}.nav .wrap{display:flex}.nav a{padding:10px 22px;font-size:15px}.nav a:hover,.nav a.on{background:${c.dark};color:#fff}
.hero{position:relative;height:300px;margin:16px 0;border-radius:6px;overflow:hidden;background:linear-gradient(120deg,${c.dark},${c.main});color:#fff}
.hero img{position:absolute;right:40px;top:20px;width:260px;height:260px;object-fit:cover;border-radius:8px;opacity:.92}
.hero .words{position:absolute;left:48px;top:56px;width:620px}.hero h1{margin:0 0 12px;font-size:32px;line-height:1.35}.hero p{margin:0 0 8px;font-size:18px}
.hero .btn{display:inline-block;margin-top:12px;background:#fff;color:${c.main};padding:8px 26px;border-radius:20px;font-weight:600}
.notice{background:${c.soft};border-left:4px solid ${c.main};padding:10px 16px;margin:12px 0;font-size:14px}
h2.bar{font-size:20px;border-bottom:2px solid ${c.main};padding-bottom:8px;margin:24px 0 14px}h2.bar a{float:right;font-size:13px;color:#999;font-weight:400}
.grid{display:grid;grid-template-columns:repeat(4,1fr);gap:16px}.card{background:#fff;border:1px solid #eee;border-radius:4px;overflow:hidden}.card:hover{border-color:${c.main}}
.card img{width:100%;aspect-ratio:1;object-fit:cover;background:#f3f3f3}.card .in{padding:10px 12px 12px}.card .t{height:46px;overflow:hidden;font-size:14px;line-height:23px}
.price{color:${c.main};font-weight:700;font-size:20px}.price small{font-size:13px}.meta{color:#999;font-size:12px}.crumb{color:#999;font-size:12px;margin:14px 0}
.detail{display:grid;grid-template-columns:420px 1fr;gap:32px;background:#fff;padding:24px;border-radius:4px}.detail img.main{width:420px;height:420px;object-fit:cover;background:#f5f5f5}
.thumbs{display:flex;gap:8px;margin-top:8px}.thumbs img{width:76px;height:76px;border:1px solid #ddd}
.detail h1{font-size:20px;margin:0 0 10px;line-height:1.5}.pricebox{background:${c.soft};padding:14px 18px;margin:10px 0}.pricebox .price{font-size:28px}
.opt{margin:12px 0;color:#666}.opt b{display:inline-block;border:1px solid ${c.main};color:${c.main};padding:3px 14px;margin-right:8px;font-weight:400}
.buy{margin-top:18px}.buy a{display:inline-block;padding:11px 38px;font-size:16px;border:1px solid ${c.main};margin-right:12px;color:${c.main};background:${c.soft}}.buy a.now{background:${c.main};color:#fff}
.long{background:#fff;padding:24px 32px;margin-top:16px;border-radius:4px}.long p{font-size:15px;margin:0 0 12px}table.props{width:100%;border-collapse:collapse;margin:8px 0 18px}table.props td{border:1px solid #eee;padding:7px 12px;font-size:13px}table.props td:first-child{background:#fafafa;width:130px;color:#888}
.review{border-top:1px dashed #e5e5e5;padding:12px 0}.review .who{color:#999;font-size:12px}
.columns{display:grid;grid-template-columns:1fr 300px;gap:24px;margin-top:16px}.panel{background:#fff;padding:20px 26px;border-radius:4px;margin-bottom:16px}.panel h1{font-size:24px;line-height:1.5;margin:4px 0 10px}.panel h3{margin:0 0 10px;font-size:16px;color:${c.main}}
.list{list-style:none;margin:0;padding:0}.list li{border-bottom:1px dashed #e6e6e6;padding:9px 0;display:flex;justify-content:space-between;gap:12px}.list .d{color:#aaa;font-size:12px;white-space:nowrap}
.article p{font-size:16px;line-height:2;text-indent:2em;margin:0 0 10px}.post{border-top:1px solid #eee;padding:14px 0;display:grid;grid-template-columns:110px 1fr;gap:16px}.post .who{color:${c.main};font-size:13px;text-align:center}
.shops{display:grid;grid-template-columns:repeat(4,1fr);gap:12px}.shops a{background:#fff;border:1px solid #eee;padding:14px;display:block}.shops b{display:block;font-size:15px}
.shopbar{background:#fff;border-bottom:1px solid #eee;padding:14px 0}.shopbar .wrap{display:flex;align-items:center;gap:24px}.shopbar b{font-size:20px}.shopbar .score{font-size:12px;color:${c.main}}
footer{background:${look === 'gov' || look === 'blue' ? c.dark : '#2f2f2f'};color:#bbb;margin-top:36px;padding:26px 0;font-size:13px}footer a{margin-right:18px;color:#ddd}footer p{margin:6px 0}footer .mark{display:inline-block;border:1px solid #888;padding:2px 10px;border-radius:3px}
.licence{background:#fff;border:3px double #c9a227;padding:36px 60px;max-width:760px;margin:24px auto}.licence h1{text-align:center;letter-spacing:18px;font-weight:500}.licence td{padding:6px 12px;vertical-align:top}
.order label{display:block;margin:8px 0}.order{border:1px solid #eee;background:#fcfcfc;padding:14px 18px;margin-top:14px}
`;
}
