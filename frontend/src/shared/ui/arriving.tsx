import {
  Component,
  type ComponentType,
  createElement,
  lazy,
  type ReactNode,
  useReducer,
} from "react";
import { Unreachable } from "../api/problem";
import { Failed } from "./States";

/**
 * A component whose code is fetched when it is first shown; stands within a `Suspense`.
 *
 * Where the code cannot be fetched, that is said in its place and tried again when asked to: what
 * is around it stays.
 */
export function arriving<P extends object>(
  load: () => Promise<ComponentType<P>>,
): (props: P) => ReactNode {
  const arrival = new Arrival(load);
  return (props) => <Arriving arrival={arrival} props={props} />;
}

/** One for all places that show the component: what has come for one is there for the others. */
class Arrival<P extends object> {
  part: ComponentType<P>;

  constructor(private readonly load: () => Promise<ComponentType<P>>) {
    this.part = this.fetched();
  }

  /** React remembers for good what came of a fetch: another one is another component. */
  again(missed: ComponentType<P>): void {
    // Asked again in another place already, it may be shown there by now.
    if (this.part === missed) {
      this.part = this.fetched();
    }
  }

  private fetched(): ComponentType<P> {
    return lazy(async () => {
      try {
        return { default: await this.load() };
      } catch (error) {
        throw new Unreachable(error);
      }
    }) as ComponentType<P>;
  }
}

function Arriving<P extends object>({ arrival, props }: { arrival: Arrival<P>; props: P }) {
  const [attempt, next] = useReducer((count: number) => count + 1, 0);
  const { part } = arrival;
  const again = () => {
    arrival.again(part);
    next();
  };
  return (
    <Missed key={attempt} onRetry={again}>
      {createElement(part, props)}
    </Missed>
  );
}

interface MissedProps {
  onRetry: () => void;
  children: ReactNode;
}

/** Says what did not arrive. Any other error is for who stands around it. */
class Missed extends Component<MissedProps, { error: unknown }> {
  override state: { error: unknown } = { error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    const { error } = this.state;
    if (error === null) {
      return this.props.children;
    }
    if (error instanceof Unreachable) {
      return <Failed error={error} onRetry={this.props.onRetry} />;
    }
    throw error;
  }
}
