"use client";

import { Button } from "#components/ui/button.tsx";

export default function PageFault({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <main className="plain-page">
      <h1 className="title">This page did not load</h1>
      <p className="lede">Something went wrong on our side. Nothing you had already saved is lost.</p>
      {error.digest ? <p className="muted">Reference for support: {error.digest}</p> : null}
      <Button onClick={reset}>Try again</Button>
    </main>
  );
}
