import { describe, expect, it } from '@jest/globals';
import { weaknessOf } from './weakness.js';

const about = { login: 'bien.tap.vien', least: 12 };

describe('the weakness of a password', () => {
  it('is none for a long sentence with Vietnamese letters', () => {
    expect(weaknessOf('đài xã nói lúc năm giờ', about)).toBeUndefined();
  });

  it('counts characters, not bytes', () => {
    expect(weaknessOf('đườngđường', about)).toMatch(/at least 12/);
  });

  it('is named when it is the login, in upper or lower case', () => {
    expect(weaknessOf('Bien.Tap.Vien', about)).toMatch(/login/);
  });

  it('is named when it is among the first to be guessed', () => {
    expect(weaknessOf('MatKhau12345', about)).toMatch(/first/);
    expect(weaknessOf('abababababababab', about)).toMatch(/different/);
  });
});
