/** Whoever was asked to prove again who they are did not want to. */
export class NotProven extends Error {
  override name = "NotProven";
}
