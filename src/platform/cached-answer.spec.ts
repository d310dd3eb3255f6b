import { expect, it } from '@jest/globals';
import { CachedAnswer } from './cached-answer.js';

it('asks once, however many want to know, and again only after its time', async () => {
  let asked = 0;
  const kept = new CachedAnswer(async () => (asked += 1), 60_000);
  expect(await Promise.all([kept.get(), kept.get()])).toEqual([1, 1]);
  expect(await kept.get()).toBe(1);
});

it('asks only once at a time, even if nothing is kept', async () => {
  let asked = 0;
  const kept = new CachedAnswer(async () => (asked += 1), 0);
  expect(await Promise.all([kept.get(), kept.get()])).toEqual([1, 1]);
  expect(await kept.get()).toBe(2);
});

it('does not keep a failure', async () => {
  let asked = 0;
  const kept = new CachedAnswer(async () => {
    asked += 1;
    if (asked === 1) throw new Error('no answer');
    return asked;
  }, 60_000);
  await expect(kept.get()).rejects.toThrow('no answer');
  expect(await kept.get()).toBe(2);
});

it('asks anew when an answer does not come, and leaves the late one alone', async () => {
  const answers: ((answer: string) => void)[] = [];
  const kept = new CachedAnswer(() => new Promise<string>((resolve) => answers.push(resolve)), 60_000, 0);
  const [first, second] = [kept.get(), kept.get()];
  answers[1]?.('second');
  answers[0]?.('first');
  expect(await Promise.all([first, second])).toEqual(['first', 'second']);
  expect(await kept.get()).toBe('second');
});

it('keeps a good answer although an earlier question fails late', async () => {
  const questions: { resolve(answer: string): void; reject(error: Error): void }[] = [];
  const ask = () => new Promise<string>((resolve, reject) => questions.push({ resolve, reject }));
  const kept = new CachedAnswer(ask, 60_000, 0);
  const [first, second] = [kept.get(), kept.get()];
  questions[1]?.resolve('second');
  await second;
  questions[0]?.reject(new Error('too late'));
  await expect(first).rejects.toThrow('too late');
  void kept.get();
  expect(questions).toHaveLength(2);
});
