const EXPIRED = "hypertrade.expired";

/**
 * Keeps why the last session ended, for every tab: the sign-in says so when it ended by itself.
 *
 * Write it before the session itself goes, since that is what other tabs are told of.
 */
export const ending = {
  expired: () => localStorage.getItem(EXPIRED) !== null,
  byItself: () => localStorage.setItem(EXPIRED, "1"),
  asked: () => localStorage.removeItem(EXPIRED),
};
