using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Interpreter;
using ClaudeLang.Vm.Runtime;
using ClaudeLang.Vm.Syntax;
using Xunit;

namespace ClaudeLang.Vm.Tests.Runtime;

/// <summary>The old generation: marked in slices while the program goes on, and what minor collections need not look at.</summary>
public sealed unsafe class GenerationTests
{
    private static readonly HeapOptions Tiny = new(NurseryBytes: 16 << 10, MarkAtBytes: 64 << 10, SliceBytes: 1024);

    /// <summary>References are moved from places that the marking has not seen to places that it has, all the time.</summary>
    [Fact]
    public void What_moves_about_while_it_is_marked_survives()
    {
        using var f = new HeapFixture(Tiny);
        using RootScope scope = f.Heap.Roots();
        const int count = 4000;
        Root all = scope.Add(f.Heap.AllocateVector(count, Value.Nil)), moved = scope.Add(Value.Nil);
        for (int i = 0; i < count; i++) f.Heap.Store(all.Value, 1 + i, f.Heap.AllocateCell(f.Heap.AllocateCons(Value.FromFixnum(i), Value.Empty)));
        var random = new Random(3);
        for (int step = 0; step < 300_000; step++)
        {
            // The contents of two cells change places; for a moment one of them is held by a root alone.
            Value a = Objects.Element(all.Value, random.Next(count)), b = Objects.Element(all.Value, random.Next(count));
            moved.Value = Objects.Word(a, 1);
            f.Heap.Store(a, 1, Objects.Word(b, 1));
            f.Heap.Store(b, 1, moved.Value);
            if (step % 3 > 0) continue;
            // A new pair takes an old one's place.
            int at = 1 + random.Next(count);
            moved.Value = f.Heap.AllocateCons(Objects.Head(Objects.Word(Objects.Element(all.Value, at - 1), 1)), Value.Empty);
            f.Heap.Store(Objects.Element(all.Value, at - 1), 1, moved.Value);
        }
        Assert.True(f.Heap.Statistics.FullCollections > 2);
        var found = new HashSet<long>();
        for (int i = 0; i < count; i++) found.Add(Objects.Head(Objects.Word(Objects.Element(all.Value, i), 1)).Fixnum);
        Assert.Equal(count, found.Count);
    }

    [Fact]
    public void The_old_generation_does_not_grow_without_bound()
    {
        using var f = new HeapFixture(Tiny with { HeapBytesMax = 64 << 20 });
        using RootScope scope = f.Heap.Roots();
        const int count = 1000;
        Root kept = scope.Add(f.Heap.AllocateVector(count, Value.Nil));
        var random = new Random(5);
        for (int step = 0; step < 60_000; step++)
        {
            // Lists of odd lengths, replaced in no order: holes of every size.
            Value list = Value.Empty;
            for (int i = random.Next(40); i >= 0; i--) list = f.Heap.AllocateCons(Value.FromFixnum(i), list);
            f.Heap.Store(kept.Value, 1 + random.Next(count), list);
        }
        // About half a megabyte lives.
        Assert.InRange(f.Heap.Statistics.HeldBytes, 1, 4 << 20);
        Assert.True(f.Heap.Statistics.AllocatedBytes > 25 << 20);
    }

    [Fact]
    public void The_written_places_of_a_long_vector_are_visited()
    {
        using var f = new HeapFixture(new HeapOptions(NurseryBytes: 64 << 10));
        using RootScope scope = f.Heap.Roots();
        const int length = 3_000_000;
        Root vector = scope.Add(f.Heap.AllocateVector(length, Value.Nil));
        var random = new Random(9);
        var expected = new Dictionary<int, int>();
        for (int step = 0; step < 200_000; step++)
        {
            int at = step % 50 == 0 ? step : random.Next(length);
            f.Heap.Store(vector.Value, 1 + at, f.Heap.AllocateCons(Value.FromFixnum(step), Value.Empty));
            expected[at] = step;
        }
        foreach ((int at, int step) in expected) Assert.Equal(step, Objects.Head(Objects.Element(vector.Value, at)).Fixnum);
        Assert.True(f.Heap.Statistics.MinorCollections > 50);
    }

    /// <summary>Of a shorter one that is written all over, the whole is remembered instead.</summary>
    [Theory]
    [InlineData(10_000)]
    [InlineData(400_000)]
    public void A_vector_that_is_written_all_over_keeps_what_it_got(int length)
    {
        using var f = new HeapFixture(new HeapOptions(NurseryBytes: 1 << 20));
        using RootScope scope = f.Heap.Roots();
        Root vector = scope.Add(f.Heap.AllocateVector(length, Value.Nil));
        for (int round = 0; round < 3; round++)
            for (int i = 0; i < length; i++) f.Heap.Store(vector.Value, 1 + (i * 7 % length), f.Heap.AllocateCell(Value.FromFixnum(i)));
        f.Heap.Collect(full: false);
        for (int i = 0; i < length; i++) Assert.Equal(i, Objects.Word(Objects.Element(vector.Value, i * 7 % length), 1).Fixnum);
    }

    [Fact]
    public void Out_of_memory_leaves_room_to_handle_it_and_the_second_time_is_final()
    {
        using var f = new HeapFixture(new HeapOptions(NurseryBytes: 64 << 10, HeapBytesMax: 8 << 20));
        Assert.False(Assert.Throws<FaultException>(() => GrowForEver(f.Heap)).IsFinal);
        using (RootScope scope = f.Heap.Roots())
        {
            Root list = scope.Add(Value.Empty);
            for (int i = 0; i < 100_000; i++) list.Value = f.Heap.AllocateCons(Value.FromFixnum(i), list.Value);
            Assert.Equal(100_000, Sequences.ListLength(list.Value));
        }
        Assert.True(Assert.Throws<FaultException>(() => GrowForEver(f.Heap)).IsFinal);
    }

    /// <summary>Each step along a list that was mixed with others would be a miss of the cache, for the program and for the marking.</summary>
    [Fact]
    public void Lists_that_survive_together_are_not_mixed()
    {
        using var f = new HeapFixture();
        using RootScope scope = f.Heap.Roots();
        const int lists = 20, length = 100;
        var roots = new Root[lists];
        for (int i = 0; i < lists; i++) roots[i] = scope.Add(Value.Empty);
        for (int n = 0; n < length; n++)
            foreach (Root root in roots) root.Value = f.Heap.AllocateCons(f.Heap.AllocateCell(Value.FromFixnum(n)), root.Value);
        f.Heap.Collect(full: false);
        int neighbours = 0;
        foreach (Root root in roots)
        {
            int n = length;
            for (Value at = root.Value; !at.IsEmpty; at = Objects.Tail(at))
            {
                Assert.Equal(--n, Objects.Word(Objects.Head(at), 1).Fixnum);
                if (Objects.Tail(at).IsHeap && Objects.Tail(at).Address == at.Address + 3) neighbours++;
            }
            Assert.Equal(0, n);
        }
        // In a stressed heap nothing survives together: each pair is moved before the next is made.
        if (!f.Heap.Options.Stress) Assert.InRange(neighbours, lists * (length - 1) - 2, lists * (length - 1));
    }

    private static void GrowForEver(Heap heap)
    {
        using RootScope scope = heap.Roots();
        Root list = scope.Add(Value.Empty);
        for (; ; ) list.Value = heap.AllocateCons(Value.Nil, list.Value);
    }

    /// <summary>Globals, constants and frames that a minor collection leaves out hold what they held; deep returns cross the stack's watermark many times.</summary>
    [Fact]
    public void A_deep_stack_and_globals_survive_collections_that_do_not_look_at_them()
    {
        const string program = """
            (define kept nil)
            (define (busy n) (when (> n 0) (cons n []) (busy (- n 1))))
            (define (build n)
              (let ((own (list n (* 2 n))))
                (when (= 0 (mod n 500)) (set! kept (cons n (if (nil? kept) [] kept))) (busy 300))
                (if (= n 0) 0 (let ((rest (build (- n 1)))) (when (= 0 (mod n 700)) (busy 2000)) (+ rest (- (nth own 1) (head own)))))))
            (io:print (build 20000) (length kept) (fold + 0 kept) '(a "b" 3.5))
            (io:print (build 20000) (length kept))
            """;
        var library = new StandardLibrary(new SourceText(Prelude.FileName, Prelude.Text));
        CompileOutcome outcome = SourceCompiler.Compile(new SourceText("test.cl", program), library);
        Assert.True(outcome.Program is not null, outcome.RenderErrors());
        var host = new TestHost();
        using var execution = new Execution(outcome.Program, host, new ExecutionOptions(Heap: Tiny), library.Prelude);
        Assert.Equal(RunStatus.Finished, execution.Run());
        Assert.Equal("200010000 41 410000 [a, \"b\", 3.5]\n200010000 82\n", host.Out.ToString());
        Assert.True(execution.Heap.Statistics.MinorCollections > 100);
    }
}
