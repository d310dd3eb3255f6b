import { describe, expect, it } from '@jest/globals';
import { plainWeaknessOf } from './weakness.js';

const weaknessOf = (password: string) => plainWeaknessOf(password, { login: 'bien.tap.vien', least: 12 });

describe('the weakness of a password that needs no list', () => {
  it('is none for a long sentence with Vietnamese letters', () => {
    expect(weaknessOf('đài xã nói lúc năm giờ')).toBeUndefined();
  });

  it('counts characters, not bytes', () => {
    expect(weaknessOf('đườngđường')).toBe('too-short');
  });

  it('is named when it is the login, in upper or lower case', () => {
    expect(weaknessOf('Bien.Tap.Vien')).toBe('login');
  });

  it('is named when it has few different characters', () => {
    expect(weaknessOf('abababababababab')).toBe('few-characters');
  });

  it('is named when it is little more than a telephone number', () => {
    for (const password of ['0912345678ab', '+84 912 345 678', '091.234.5678!a', 'so 0987651234', '024.3825.12345']) {
      expect(weaknessOf(password)).toBe('phone-number');
    }
    expect(weaknessOf('gọi 0912345678 khi mất điện')).toBeUndefined();
  });
});
