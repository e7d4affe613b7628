import { readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TemporaryFolder } from '../../testing/temporary-folder.js';
import { Queue } from './queue.js';

let folder: TemporaryFolder;
beforeEach(() => {
  folder = new TemporaryFolder();
});
afterEach(() => folder.remove());

describe('a queue', () => {
  it('lets those go first who came first, and leaves no file', () => {
    const queue = new Queue(folder.path('queue'));
    expect(queue.isEmpty()).toBe(true);
    const places = [1, 2, 3].map(() => queue.join());
    expect(places.map((place) => place.position())).toEqual([0, 1, 2]);
    expect(new Queue(folder.path('queue')).isEmpty()).toBe(false);
    places[0]?.leave();
    expect(places.slice(1).map((place) => place.position())).toEqual([0, 1]);
    for (const place of places) place.leave();
    expect([queue.isEmpty(), readdirSync(folder.path('queue'))]).toEqual([true, []]);
  });

  it('does not wait for one that has not been heard of', () => {
    const gone = folder.path('queue/000000000-1-1');
    folder.write({ 'queue/000000000-1-1': '' });
    utimesSync(gone, new Date(0), new Date(0));
    const place = new Queue(folder.path('queue')).join();
    expect(place.position()).toBe(0);
    place.leave();
    expect(readdirSync(folder.path('queue'))).toEqual([]);
  });

  it('is none where its files cannot be made', () => {
    writeFileSync(folder.path('queue'), 'a file');
    const queue = new Queue(folder.path('queue'));
    const places = [1, 2].map(() => queue.join());
    expect(places.map((place) => place.position())).toEqual([0, 0]);
    for (const place of places) place.leave();
    expect(queue.isEmpty()).toBe(true);
  });
});
