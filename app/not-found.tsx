import type { Metadata } from "next";
import { Go } from "#components/ui/go.tsx";

export const metadata: Metadata = { title: "Page not found" };

export default function NotFound() {
  return (
    <main className="plain-page">
      <h1 className="title">This page is not here</h1>
      <p className="lede">The address may be wrong, or the record may be outside what your role can see.</p>
      <p>
        <Go href="/">Go to the first page</Go>
      </p>
    </main>
  );
}
