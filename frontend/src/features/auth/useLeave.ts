import { useRouter } from "@tanstack/react-router";
import { useEffect } from "react";
import { useSession } from "../../shared/identity";

/** Leaves for `to`, a path of this application, as soon as somebody is signed in. */
export function useLeave(to: string): void {
  const session = useSession();
  const { history } = useRouter();
  const signedIn = session != null;
  useEffect(() => {
    if (signedIn) {
      history.replace(to);
    }
  }, [signedIn, to, history]);
}
