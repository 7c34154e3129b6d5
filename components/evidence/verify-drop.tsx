"use client";

import { type ChangeEvent, useId, useState } from "react";
import { type PublishedKey, VerifyResult } from "#components/evidence/verify-result.tsx";
import { Field } from "#components/ui/field.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { blobSource } from "#lib/evidence/bag/verify/blob.ts";
import { type Verdict, verifyBundle } from "#lib/evidence/bag/verify.ts";

type Progress = { name: string; done: number; of: number };

/** Checks a bundle on the reader's own machine: the chosen file is never sent. */
export function VerifyDrop({ keys }: { keys: readonly PublishedKey[] }) {
  const fieldId = useId();
  const [progress, setProgress] = useState<Progress | null>(null);
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const [unread, setUnread] = useState(false);
  const [expected, setExpected] = useState("");
  const keyId = useId();

  async function check(event: ChangeEvent<HTMLInputElement>) {
    const file = event.target.files?.[0];
    if (!file) return;
    const { name } = file;
    setVerdict(null);
    setUnread(false);
    setProgress({ name, done: 0, of: 1 });
    try {
      setVerdict(await verifyBundle(blobSource(file), { progress: (done, of) => setProgress({ name, done, of }) }));
    } catch {
      setUnread(true);
    }
    setProgress(null);
  }

  return (
    <div className="stack">
      <noscript>
        <Notice tone="warn" title="This check needs JavaScript.">
          Without it, follow HOW-TO-CHECK.txt inside the bundle.
        </Notice>
      </noscript>
      <Field
        fieldId={fieldId}
        label="Bundle"
        hint="The ZIP as you received it, not unpacked. It stays on this machine."
      >
        <input
          id={fieldId}
          type="file"
          accept=".zip,application/zip"
          aria-describedby={`${fieldId}-hint`}
          onChange={check}
        />
      </Field>
      <Field
        fieldId={keyId}
        label="Fingerprint to compare with"
        hint="The key's fingerprint as the provider told you by another road. Spaces do not matter."
        optional
      >
        <input
          id={keyId}
          type="text"
          className="mono w-long"
          spellCheck={false}
          autoComplete="off"
          aria-describedby={`${keyId}-hint`}
          value={expected}
          onChange={(event) => setExpected(event.target.value)}
        />
      </Field>
      {progress ? (
        <p role="status">
          Checking {progress.name}: file {progress.done} of {progress.of}.
        </p>
      ) : null}
      {unread ? (
        <Notice tone="warn" title="Not checked." live>
          This browser could not read the file. Choose it again.
        </Notice>
      ) : null}
      {verdict ? <VerifyResult verdict={verdict} keys={keys} expected={expected} /> : null}
    </div>
  );
}
