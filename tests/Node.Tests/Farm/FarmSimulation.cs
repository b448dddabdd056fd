using ClaudeLang.Node.Farm;
using ClaudeLang.Protocol;
using Xunit;

namespace ClaudeLang.Node.Tests.Farm;

/// <summary>
/// The farm against a network and workers that lose, delay, duplicate, refuse, lie and crash, all from a seed. Whatever they do:
/// every request ends exactly once, and nothing is left over.
/// </summary>
public sealed class FarmSimulation
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Every_request_ends_exactly_once(int block)
    {
        for (var seed = block * 150; seed < (block + 1) * 150; seed++) new World(seed).Play();
    }

    private sealed class World(int seed)
    {
        private static readonly RefusalReason[] Refusals = [RefusalReason.CannotCompile, RefusalReason.CompilerFault, RefusalReason.VersionMismatch, RefusalReason.ImageRejected, RefusalReason.Leaving];
        private readonly Random _random = new(seed);
        private readonly PriorityQueue<FarmEvent, (long Time, long Order)> _future = new();
        private readonly Dictionary<string, int> _ends = [];
        private readonly HashSet<string> _wanted = [], _up = [];
        private FarmState _state = FarmState.Empty(new FarmOptions(LeaseMs: 200, QueueMs: 100, LeasesPerWorkerMax: 2, RemoteAttemptsMax: 3));
        private long _order, _now;

        public void Play()
        {
            for (var worker = 0; worker < 3; worker++) After(_random.Next(200), new FarmEvent.WorkerUp($"w{worker}/1"));
            for (var request = 0; request < 40; request++)
            {
                var waiter = $"r{request}";
                _wanted.Add(waiter);
                After(_random.Next(2000), new FarmEvent.Wanted($"k{_random.Next(25)}", [1], waiter));
            }
            for (var time = 0; time < 6000; time += 50) After(time, new FarmEvent.Tick());
            while (_future.TryDequeue(out var happened, out var when))
            {
                _now = when.Time;
                if (happened is FarmEvent.WorkerUp up) _up.Add(up.Worker);
                (_state, var decisions) = _state.Handle(happened, _now);
                foreach (var decision in decisions) Apply(decision);
            }
            Assert.True(_state.Requests.IsEmpty, $"seed {seed}: {_state.Requests.Count} requests never ended");
            foreach (var waiter in _wanted) Assert.True(_ends.GetValueOrDefault(waiter) == 1, $"seed {seed}: {waiter} ended {_ends.GetValueOrDefault(waiter)} times");
            Assert.All(_state.Workers.Values, worker => Assert.InRange(worker.Leases, 0, 2));
        }

        private void Apply(FarmDecision decision)
        {
            switch (decision)
            {
                case FarmDecision.Send send: Send(send); break;
                case FarmDecision.CompileHere here: After(_random.Next(1, 60), Answer(FarmState.Here, here.Key, here.Attempt)); break;
                case FarmDecision.Deliver deliver: End(deliver.Waiters); break;
                case FarmDecision.GiveUp giveUp: End(giveUp.Waiters); break;
            }
        }

        private void Send(FarmDecision.Send send)
        {
            if (_random.Next(10) == 0) Crash(send.Worker);
            if (!_up.Contains(send.Worker) || _random.Next(8) == 0) return;
            var copies = _random.Next(8) == 0 ? 2 : 1;
            for (; copies > 0; copies--) After(_random.Next(5) == 0 ? _random.Next(200, 1500) : _random.Next(1, 150), Answer(send.Worker, send.Key, send.Attempt));
        }

        private void Crash(string worker)
        {
            _up.Remove(worker);
            After(_random.Next(1, 400), new FarmEvent.WorkerLost(worker, "crashed"));
            if (_random.Next(2) == 0) After(_random.Next(400, 1200), new FarmEvent.WorkerUp(worker));
        }

        private FarmEvent Answer(string worker, string key, int attempt) => _random.Next(6) == 0
            ? new FarmEvent.Refused(worker, key, attempt, Refusals[_random.Next(Refusals.Length)], "simulated")
            : new FarmEvent.Compiled(worker, key, attempt, 5);

        private void End(IReadOnlyList<string> waiters)
        {
            foreach (var waiter in waiters) _ends[waiter] = _ends.GetValueOrDefault(waiter) + 1;
        }

        private void After(long ms, FarmEvent happened) => _future.Enqueue(happened, (_now + ms, _order++));
    }
}
