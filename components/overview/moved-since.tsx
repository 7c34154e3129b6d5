import { Card } from "#components/ui/card.tsx";
import { Scroll } from "#components/ui/scroll.tsx";
import type { Moved } from "#lib/overview/past.ts";

/** What reads differently now than it did on the day that is looked back at. */
export function MovedSince({ moved }: { moved: readonly Moved[] }) {
  return (
    <Card
      title={moved.length === 0 ? "Nothing reads differently now" : "What reads differently now"}
      flush={moved.length > 0}
    >
      {moved.length === 0 ? (
        "Every cell of this page says the same today."
      ) : (
        <Scroll label="What reads differently now, by service">
          <table className="tbl">
            <caption className="sr">What reads differently now, by service</caption>
            <thead>
              <tr>
                <th scope="col">Service</th>
                <th scope="col">What</th>
                <th scope="col">Then</th>
                <th scope="col">Now</th>
              </tr>
            </thead>
            <tbody>
              {moved.map((one) => (
                <tr key={`${one.service} ${one.what}`}>
                  <th scope="row">{one.service}</th>
                  <td>{one.what}</td>
                  <td>{one.was}</td>
                  <td>{one.is}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </Card>
  );
}
