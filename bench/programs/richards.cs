namespace ClaudeLang.CSharp.Programs;

/// <summary>
/// Records and dispatch: the Richards benchmark, a small operating system's scheduler: six tasks of four classes hand packets to each
/// other until the idle task has run n times. Packets queued, times 100000, and tasks held.
/// </summary>
public static class Richards
{
    private const int Runnable = 1, Suspended = 2, Held = 4;

    private sealed class Packet(Packet? link, int id, int kind)
    {
        public Packet? Link = link;
        public int Id = id, A1;
        public readonly int Kind = kind;
        public readonly int[] A2 = new int[4];

        public Packet AppendTo(Packet? queue)
        {
            Link = null;
            if (queue is null) return this;
            Packet at = queue;
            while (at.Link is not null) at = at.Link;
            at.Link = this;
            return queue;
        }
    }

    private abstract class Task(Scheduler s, int id, int priority, Packet? queue, int state)
    {
        public readonly Task? Link = s.List;
        public readonly int Id = id, Priority = priority;
        public Packet? Queue = queue;
        public int State = state;
        protected readonly Scheduler S = s;

        protected abstract Task? Run(Packet? packet);

        public Task? Resume()
        {
            if (State != (Runnable | Suspended)) return Run(null);
            Packet packet = Queue!;
            Queue = packet.Link;
            State = Queue is null ? 0 : Runnable;
            return Run(packet);
        }
    }

    private sealed class Idle(Scheduler s, int id, int priority, int state, int count) : Task(s, id, priority, null, state)
    {
        private int _last = 1, _count = count;

        protected override Task? Run(Packet? packet)
        {
            if (--_count == 0) return S.Hold();
            if ((_last & 1) == 0)
            {
                _last >>= 1;
                return S.Release(4);
            }
            _last = (_last >> 1) ^ 0xD008;
            return S.Release(5);
        }
    }

    private sealed class Worker(Scheduler s, int id, int priority, Packet queue) : Task(s, id, priority, queue, 3)
    {
        private int _to = 2, _last;

        protected override Task? Run(Packet? packet)
        {
            if (packet is null) return S.Suspend();
            _to = _to == 2 ? 3 : 2;
            packet.Id = _to;
            packet.A1 = 0;
            for (int i = 0; i < 4; i++)
            {
                _last = _last == 26 ? 1 : _last + 1;
                packet.A2[i] = _last;
            }
            return S.Send(packet);
        }
    }

    private sealed class Device(Scheduler s, int id, int priority) : Task(s, id, priority, null, Suspended)
    {
        private Packet? _waiting;

        protected override Task? Run(Packet? packet)
        {
            if (packet is not null)
            {
                _waiting = packet;
                return S.Hold();
            }
            if (_waiting is not { } waiting) return S.Suspend();
            _waiting = null;
            return S.Send(waiting);
        }
    }

    private sealed class Handler(Scheduler s, int id, int priority, Packet queue) : Task(s, id, priority, queue, 3)
    {
        private Packet? _work, _device;

        protected override Task? Run(Packet? packet)
        {
            if (packet is { Kind: 1 }) _work = packet.AppendTo(_work);
            else if (packet is not null) _device = packet.AppendTo(_device);
            if (_work is not { } work) return S.Suspend();
            if (work.A1 >= 4)
            {
                _work = work.Link;
                return S.Send(work);
            }
            if (_device is not { } device) return S.Suspend();
            _device = device.Link;
            device.A1 = work.A2[work.A1++];
            return S.Send(device);
        }
    }

    private sealed class Scheduler
    {
        private readonly Task[] _blocks = new Task[6];
        private Task _current = null!;
        public long Queued, HeldCount;

        public Task? List { get; private set; }

        public void Add(Task task) => List = _blocks[task.Id] = task;

        public void Schedule()
        {
            for (Task? task = List; task is not null;)
            {
                _current = task;
                task = task.State is >= Held or Suspended ? task.Link : task.Resume();
            }
        }

        public Task Release(int id)
        {
            Task task = _blocks[id];
            task.State &= 3;
            return task.Priority > _current.Priority ? task : _current;
        }

        public Task? Hold()
        {
            HeldCount++;
            _current.State |= Held;
            return _current.Link;
        }

        public Task Suspend()
        {
            _current.State |= Suspended;
            return _current;
        }

        public Task Send(Packet packet)
        {
            Task task = _blocks[packet.Id];
            Queued++;
            packet.Link = null;
            packet.Id = _current.Id;
            if (task.Queue is not null)
            {
                task.Queue = packet.AppendTo(task.Queue);
                return _current;
            }
            task.Queue = packet;
            task.State |= Runnable;
            return task.Priority > _current.Priority ? task : _current;
        }
    }

    public static long Run(int n)
    {
        var s = new Scheduler();
        s.Add(new Idle(s, 0, 0, 0, n));
        s.Add(new Worker(s, 1, 1000, new Packet(new Packet(null, 1, 1), 1, 1)));
        s.Add(new Handler(s, 2, 2000, Three(4, 0)));
        s.Add(new Handler(s, 3, 3000, Three(5, 0)));
        s.Add(new Device(s, 4, 4000));
        s.Add(new Device(s, 5, 5000));
        s.Schedule();
        return (s.Queued * 100000) + s.HeldCount;
    }

    private static Packet Three(int id, int kind) => new(new Packet(new Packet(null, id, kind), id, kind), id, kind);
}
