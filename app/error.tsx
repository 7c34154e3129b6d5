"use client";

import { Button } from "#components/ui/button.tsx";

export default function PageFault({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <main className="plain-page">
      <section>
        <h1>This page did not load</h1>
        <p>Something went wrong on our side. Nothing you had already saved is lost.</p>
        {error.digest ? <p>Reference for support: {error.digest}</p> : null}
        <Button onClick={reset}>Try again</Button>
      </section>
    </main>
  );
}
