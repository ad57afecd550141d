import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FoundCode, type HalfWidthText, toHalfWidth } from './half-width.ts';
import { findIcpNumbers } from './icp.ts';
import { isOrganisationCode } from './organisation-code.ts';
import { findPermits } from './permits.ts';
import { findPhones, phoneOfLink } from './phone.ts';
import { findPoliceFilings, policeFilingOfLink } from './police-filing.ts';
import { findRegistrationNumbers, isRegistrationNumber } from './registration-number.ts';
import { findUsccs, isUscc, usccCheckCharacter } from './uscc.ts';

const USCC_ALPHABET = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'];
const digit = fc.constantFrom(...'0123456789');
const validUscc = fc
  .tuple(
    fc.constantFrom('91', '92', '93', '12', '52', '11'),
    fc.constantFrom('640500', '110105', '440300', '330106', '510107'),
    fc.array(fc.constantFrom(...USCC_ALPHABET), { minLength: 9, maxLength: 9 }),
  )
  .map(([kind, region, body]) => `${kind}${region}${body.join('')}`)
  .map((body) => body + usccCheckCharacter(body)!);

const codes = (found: FoundCode[]) => found.map((code) => code.code);
const finding = (find: (text: HalfWidthText) => FoundCode[]) => (text: string) =>
  codes(find(toHalfWidth(text)));
const usccs = finding(findUsccs);
const icps = finding(findIcpNumbers);
const police = finding(findPoliceFilings);
const phones = finding(findPhones);
const permits = finding(findPermits);

describe('统一社会信用代码', () => {
  it('accepts every valid code and refuses every single changed character', () => {
    fc.assert(
      fc.property(
        validUscc,
        fc.nat(17),
        fc.constantFrom(...USCC_ALPHABET, 'O', 'I', 'S'),
        (code, at, char) => {
          expect(isUscc(code)).toBe(true);
          fc.pre(code[at] !== char);
          const changed = code.slice(0, at) + char + code.slice(at + 1);
          expect(isUscc(changed)).toBe(false);
          expect(usccs(`统一社会信用代码:${changed}`).filter((found) => found !== code)).toEqual([]);
        },
      ),
    );
  });

  it('finds a code however a page prints it', () => {
    fc.assert(
      fc.property(validUscc, (code) => {
        const grouped = code.replace(/(.{4})(?=.)/g, '$1 ');
        const wide = [...code].map((c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)).join('');
        for (const printed of [code, code.toLowerCase(), grouped, wide, grouped.replaceAll(' ', '-')]) {
          expect(usccs(`营业执照\n统一社会信用代码：${printed}注册资本100万元`)).toEqual([code]);
        }
        expect(usccs(`12 ${code} 2024-01-01`)).toEqual([code]);
        expect(usccs(`订单A${code}`)).toEqual([]);
        expect(usccs(`${code}7`)).toEqual([]);
      }),
    );
  });

  it('reads O as 0 and I as 1 only where the check character proves it', () => {
    fc.assert(
      fc.property(validUscc, (code) => {
        fc.pre(/[01]/.test(code.slice(8)));
        const scanned = code.slice(0, 8) + code.slice(8).replaceAll('0', 'O').replaceAll('1', 'I');
        expect(usccs(`信用代码 ${scanned}`)).toEqual([code]);
        expect(usccs(`型号 ${scanned}`)).toEqual([]);
      }),
    );
  });
});

describe('组织机构代码 and 注册号', () => {
  it('keep their check digits', () => {
    fc.assert(
      fc.property(fc.array(digit, { minLength: 8, maxLength: 8 }), (body) => {
        const valid = [...'0123456789X'].filter((check) => isOrganisationCode(body.join('') + check));
        expect(valid).toHaveLength(1);
        expect(isOrganisationCode(`${body.join('')}-${valid[0]}`)).toBe(true);
      }),
    );
    fc.assert(
      fc.property(fc.array(digit, { minLength: 13, maxLength: 13 }), fc.nat(14), digit, (body, at, other) => {
        const head = `6${body.join('')}`;
        const number = [...'0123456789'].map((check) => head + check).find(isRegistrationNumber)!;
        expect(findRegistrationNumbers(toHalfWidth(`注册号：${number}`)).map((f) => f.code)).toEqual([
          number,
        ]);
        fc.pre(number[at] !== other);
        expect(isRegistrationNumber(number.slice(0, at) + other + number.slice(at + 1))).toBe(false);
      }),
    );
  });
});

describe('ICP and police filings', () => {
  it.each([
    ['宁ICP备12345678号-1', ['宁ICP备12345678号-1']],
    ['备案号：粤 ICP 备 2021004567 号', ['粤ICP备2021004567号']],
    ['（京）icp备0500 1234号－２', ['京ICP备05001234号-2']],
    ['京ICP证030173号 京ICP备10004567号', ['京ICP证030173号', '京ICP备10004567号']],
    ['沪ICP备19004567号-3A', ['沪ICP备19004567号-3A']],
    ['增值电信业务经营许可证：浙B2-20190123 合字B2-20210001-2', ['浙B2-20190123', '合字B2-20210001-2']],
    ['宁ICP备14000123 2016-2024', ['宁ICP备14000123号']],
    ['宁ICP备00000000号 ICP备案查询 京ICP备xxxxxxxx号 宁ICP备123号', []],
  ])('%s', (text, expected) => {
    expect(icps(text)).toEqual(expected);
  });

  it('reads police filings', () => {
    expect(police('宁公网安备 64050002000123号')).toEqual(['宁公网安备64050002000123号']);
    expect(police('京公网安备 1101 0502 0301 43 号')).toEqual(['京公网安备11010502030143号']);
    expect(police('公网安备64050002000123号')).toEqual(['公网安备64050002000123号']);
    expect(police('宁公网安备640500020001239号 公网安备6405号')).toEqual([]);
    expect(
      policeFilingOfLink('http://www.beian.gov.cn/portal/registerSystemInfo?recordcode=64050002000123'),
    ).toBe('宁公网安备64050002000123号');
    expect(policeFilingOfLink('https://www.example.cn/?code=64050002000123')).toBeUndefined();
  });
});

describe('telephone numbers', () => {
  it.each([
    ['电话：0955-7012345', ['0955-7012345']],
    ['Tel:(0955)7012345  Fax:(0955)7012346', ['0955-7012345']],
    ['电话/传真：０９５５－７０１２３４５', ['0955-7012345']],
    ['手机:138 0000 1234 / 139-0000-1234', ['13800001234', '13900001234']],
    ['+86 13800001234，+86-955-7012345', ['13800001234', '0955-7012345']],
    ['服务热线 400-012-3456 或 4000123457 8008101234', ['400-012-3456', '400-012-3457', '800-810-1234']],
    ['400-8888-123', ['400-888-8123']],
    ['010-87654321转801 010—87654322', ['010-87654321-801', '010-87654322']],
    ['电话：0955-7012345/7012346、7012347', ['0955-7012345', '0955-7012346', '0955-7012347']],
    ['联系电话：09557012345', ['0955-7012345']],
    ['电话：7012345', ['7012345']],
    ['手机13800001234/13900001234', ['13800001234', '13900001234']],
    ['张经理13800001234（微信同号）', ['13800001234']],
  ])('%s', (text, expected) => {
    expect(phones(text)).toEqual(expected);
  });

  it.each([
    '订单号：13800001234',
    '订单编号 DD13800001234',
    '身份证 640502199001011234',
    '账号：6222 0213 8000 0123 456',
    '宁ICP备13800001号',
    '流水 213800001234',
    '13800001234567',
    '单价 13800001234元',
    '传真：0955-7012346',
    '货号：0755-82345678',
    'QQ：13800001234',
    '2024-01-01 0955-70123',
    '/item/13800001234.html',
    '138****1234',
  ])('no phone in %s', (text) => {
    expect(phones(text)).toEqual([]);
  });

  it('never finds a phone inside a longer run of digits', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^1[3-9]\d{9}$/), fc.stringMatching(/^\d{1,8}$/), (phone, more) => {
        fc.pre(!/^(?:00)?86$/.test(more)); // the country code
        expect(phones(`编码${phone}${more}`)).toEqual([]);
        expect(phones(`${more}${phone}`)).toEqual([]);
        expect(phones(`联系人：${phone}`)).toEqual([phone]);
      }),
    );
  });

  it('reads tel links', () => {
    expect(phoneOfLink('+8613800001234')).toBe('13800001234');
    expect(phoneOfLink('09557012345')).toBe('0955-7012345');
    expect(phoneOfLink('callme')).toBeUndefined();
  });
});

describe('permit numbers', () => {
  it.each([
    ['食品经营许可证：JY16405020012345', ['JY16405020012345']],
    ['食品生产许可证编号 SC 106 6405 0200 123', ['SC10664050200123']],
    ['jy２６４０５０２００１２３４５', ['JY26405020012345']],
    ['仅销售预包装食品备案：YB16405020012345', ['YB16405020012345']],
    ['批准文号：国药准字Z20051234 国药准字HJ20171234', ['国药准字Z20051234', '国药准字HJ20171234']],
    [
      '国械注准20193141234，京朝械备20190012号，沪浦械备20180011',
      ['国械注准20193141234', '京朝械备20190012号', '沪浦械备20180011'],
    ],
    ['备案凭证：宁卫食药监械经营备20190012号', ['宁卫食药监械经营备20190012号']],
    [
      '粤妆20160001 国妆特字G20150001 国妆网备进字（沪浦）2021000001',
      ['粤妆20160001', '国妆特字G20150001', '国妆网备进字(沪浦)2021000001'],
    ],
    [
      '国食健注G20150001 食健备G201964000012 国食健字G20050001',
      ['国食健注G20150001', '食健备G201964000012', '国食健字G20050001'],
    ],
    ['互联网药品信息服务资格证书：(宁)-非经营性-2020-0012', ['(宁)-非经营性-2020-0012']],
    ['药品经营许可证编号：宁DA9520012', ['宁DA9520012']],
    ['宁网文〔2019〕1234-012号', ['宁网文〔2019〕1234-012号']],
    ['动物防疫条件合格证编号：（宁中）动防合字第20200012号', ['(宁中)动防合字第20200012号']],
  ])('%s', (text, expected) => {
    expect(permits(text)).toEqual(expected);
  });

  it.each([
    'JY164050200123456',
    'SC1234',
    '许可证编号：详见店内公示',
    '增值电信业务经营许可证：宁B2-20200001',
    '国药准字H2005123',
    '型号DJY16405020012345',
  ])('no permit in %s', (text) => {
    expect(permits(text)).toEqual([]);
  });
});
