import { Stack } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { FormActs } from "../ui/FormActs";
import { fieldProblem } from "../ui/problems";
import { Failed } from "../ui/States";
import { CodeField } from "./CodeField";
import { NotProven } from "./NotProven";

interface CodeFormProps {
  /** What the code is asked for. */
  label: string;
  /** Takes the code where it belongs; what it raises is told here. */
  send: (code: string) => Promise<unknown>;
  submit: string;
  leave: string;
  onLeave: () => void;
  /** Whether a recovery code does as well. */
  recovery?: boolean;
  /** Whether the field is where one goes first. */
  first?: boolean;
  danger?: boolean;
}

/** Asks for a code of the second factor. */
export function CodeForm({
  label,
  send,
  submit,
  leave,
  onLeave,
  recovery = true,
  first = true,
  danger = false,
}: CodeFormProps) {
  const [code, setCode] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const sending = useMutation({
    mutationFn: () => send(code),
    onError: () => {
      field.current?.focus();
      field.current?.select();
    },
  });
  useEffect(() => {
    if (first) {
      field.current?.focus();
    }
  }, [first]);
  const refused = fieldProblem(sending.error, ["code"]);
  const submitted = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation(); // a dialog is drawn inside of the form that asked
    sending.mutate();
  };
  return (
    <form onSubmit={submitted} aria-label={label}>
      <Stack>
        <CodeField
          ref={field}
          value={code}
          onChange={setCode}
          error={refused?.code}
          recovery={recovery}
          first={first}
        />
        {sending.isError && refused === null && !(sending.error instanceof NotProven) && (
          <Failed error={sending.error} />
        )}
        <FormActs
          submit={submit}
          pending={sending.isPending}
          danger={danger}
          leave={leave}
          onLeave={onLeave}
        />
      </Stack>
    </form>
  );
}
