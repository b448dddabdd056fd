namespace ClaudeLang.CSharp.Programs;

/// <summary>
/// Fibers: a number goes n times around a ring of a hundred fibers, each of which takes it from a channel, adds one and sends it on.
/// A fiber is an iterator that yields when it has to wait; the scheduler has a queue of those that can go on.
/// </summary>
public static class Ring
{
    private sealed class Channel
    {
        public readonly Queue<(Fiber Fiber, long Value)> Senders = new();
        public readonly Queue<Fiber> Receivers = new();
    }

    private sealed class Fiber
    {
        public IEnumerator<int> Body = null!;
        public long Value;
    }

    private sealed class Scheduler
    {
        private readonly Queue<Fiber> _ready = new();
        private Fiber _current = null!;

        public Fiber Go(Func<Fiber, IEnumerator<int>> body)
        {
            var fiber = new Fiber();
            fiber.Body = body(fiber);
            _ready.Enqueue(fiber);
            return fiber;
        }

        public void Run()
        {
            while (_ready.TryDequeue(out Fiber? fiber))
            {
                _current = fiber;
                fiber.Body.MoveNext();
            }
        }

        /// <summary>False if the sender has to wait.</summary>
        public bool Send(Channel channel, long value)
        {
            if (channel.Receivers.TryDequeue(out Fiber? receiver))
            {
                receiver.Value = value;
                _ready.Enqueue(receiver);
                return true;
            }
            channel.Senders.Enqueue((_current, value));
            return false;
        }

        /// <summary>False if the receiver has to wait; the value will be in its fiber either way.</summary>
        public bool Receive(Channel channel)
        {
            if (channel.Senders.TryDequeue(out (Fiber Fiber, long Value) sender))
            {
                _current.Value = sender.Value;
                _ready.Enqueue(sender.Fiber);
                return true;
            }
            channel.Receivers.Enqueue(_current);
            return false;
        }
    }

    public static long Run(int n)
    {
        var s = new Scheduler();
        Channel[] channels = [.. Enumerable.Range(0, 101).Select(_ => new Channel())];
        for (int i = 0; i < 100; i++)
        {
            int at = i;
            s.Go(fiber => Relay(s, fiber, channels[at], channels[at + 1], n));
        }
        Fiber main = s.Go(fiber => Drive(s, fiber, channels[0], channels[100], n));
        s.Run();
        return main.Value;
    }

    private static IEnumerator<int> Relay(Scheduler s, Fiber fiber, Channel from, Channel to, int n)
    {
        for (int i = 0; i < n; i++)
        {
            if (!s.Receive(from)) yield return 0;
            if (!s.Send(to, fiber.Value + 1)) yield return 0;
        }
    }

    private static IEnumerator<int> Drive(Scheduler s, Fiber fiber, Channel first, Channel last, int n)
    {
        for (int i = 0; i < n; i++)
        {
            if (!s.Send(first, fiber.Value)) yield return 0;
            if (!s.Receive(last)) yield return 0;
        }
    }
}
