import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOrganisationName, maskAddress, maskName, maskPhone, unmasked } from './personal-data.ts';

describe('masking', () => {
  it('never shows the middle of a number', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{7,12}$/), (digits) => {
        const masked = maskPhone(digits);
        expect(masked).toContain('****');
        expect(masked.replace(/\D/g, '').length).toBeLessThanOrEqual(digits.length - 3);
      }),
    );
    expect(maskPhone('0955-7012345')).toBe('095****2345');
  });

  it('keeps of an address the district, of a name the first character', () => {
    expect(maskAddress('宁夏中卫市沙坡头区鼓楼东街12号')).toBe('宁夏中卫市沙坡头区****');
    expect(maskName('欧阳建国')).toBe('欧**');
  });

  it('takes a name for a person’s unless it reads as an organisation’s', () => {
    for (const name of ['张三', '欧阳建国', '买买提·吐尔逊', '王局'])
      expect(isOrganisationName(name)).toBe(false);
    for (const name of ['中卫市公安局', '某某商贸有限公司', '沙坡头区市场监管所'])
      expect(isOrganisationName(name)).toBe(true);
  });

  it('refuses to save what is masked, and passes the rest', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^1\d{10}$/), (phone) => {
        expect(unmasked(40).safeParse(maskPhone(phone)).success).toBe(false);
        expect(unmasked(40).safeParse(phone).success).toBe(true);
      }),
    );
  });
});
