/** Milliseconds between two looks. */
const OFTEN = 1000;

/**
 * Call `onGone` once a process is no longer there. One that cannot be seen from here to begin with (the editor runs
 * outside of our container) is not looked for. Gives what ends it.
 */
export function watchProcess(pid: number, onGone: () => void): () => void {
  if (!isThere(pid)) return () => {};
  const timer = setInterval(() => {
    if (isThere(pid)) return;
    clearInterval(timer);
    onGone();
  }, OFTEN);
  timer.unref();
  return () => clearInterval(timer);
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
