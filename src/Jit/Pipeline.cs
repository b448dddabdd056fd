using ClaudeLang.Jit.Baseline;
using ClaudeLang.Jit.Build;
using ClaudeLang.Jit.Image;
using ClaudeLang.Jit.Ir;
using ClaudeLang.Jit.Passes;
using ClaudeLang.Jit.X64;
using ClaudeLang.Vm.Runtime;
using ClaudeLang.Vm.Tiering;

namespace ClaudeLang.Jit;

/// <summary>
/// The compile wing, from job to image. Pure: no clock, no address, no hash order, no thread; the same job gives the same
/// bytes anywhere.
/// </summary>
public static class Pipeline
{
    /// <summary>A verifier runs after every pass (tests and the checked builds set it).</summary>
    public static bool Verifies { get; set; }

    /// <summary>In order; the switch takes a pass away, None is for what cannot be taken away.</summary>
    private static readonly (string Name, PassSet Switch, Action<IrGraph> Run)[] Passes =
    [
        ("unreachable", PassSet.None, Unreachable.Run),
        ("trivial phis", PassSet.Phis, TrivialPhis.Run),
        ("folding", PassSet.Folding, Folding.Run),
        ("trivial phis after folding", PassSet.Phis, TrivialPhis.Run),
        ("blocks of loops", PassSet.LoopBlocks, LoopBlocks.Run),
        ("numbering", PassSet.Numbering, Numbering.Run),
        ("hoisting", PassSet.Hoisting, Hoisting.Run),
        ("untagging", PassSet.Untagging, Untagging.Run),
        ("numbering of what was hoisted", PassSet.Numbering, Numbering.Run),
        ("bounds", PassSet.Bounds, Bounds.Run),
        ("index checks", PassSet.IndexChecks, IndexChecks.Run),
        ("short products", PassSet.ShortProducts, ShortProducts.Run),
        ("strength reduction", PassSet.StrengthReduction, StrengthReduction.Run),
        ("if-conversion", PassSet.IfConversion, IfConversion.Run),
        ("dead code", PassSet.DeadCode, DeadCode.Run),
        ("reloading", PassSet.Hoisting, Reloading.Run),
    ];

    public static CompileResult Compile(CompileJob job)
    {
        try
        {
            if (CpuLevels.Rank(job.Options.CpuLevel) < 0) return new CompileResult.Bailed(BailoutReason.UnknownCpuLevel, job.Options.CpuLevel);
            if (job.Options.Tier == CodeTier.Baseline)
                return new CompileResult.Compiled(BaselineCompiler.Compile(job), new CompileStatistics { BytecodeInstructions = job.Chunk.Code.Length });
            IrGraph graph = BuildGraph(job);
            var allocator = new Allocator(new Liveness(graph, Layout.Order(graph)));
            CodeImage image = CodeGenerator.Generate(job, graph, allocator);
            return new CompileResult.Compiled(image, Count(job, graph, allocator));
        }
        catch (BailoutException bailout)
        {
            return new CompileResult.Bailed(bailout.Reason, bailout.Message);
        }
    }

    /// <summary>The optimized IR of a job as text, or why there is none; what `explain --stage=ir` shows.</summary>
    public static string PrintIr(CompileJob job)
    {
        try
        {
            return IrText.Print(BuildGraph(job));
        }
        catch (BailoutException bailout)
        {
            return $"{bailout.Reason}: {bailout.Message}\n";
        }
    }

    /// <summary>The IR after all passes.</summary>
    /// <exception cref="BailoutException">The job cannot be compiled.</exception>
    internal static IrGraph BuildGraph(CompileJob job)
    {
        if (job.Chunk.Code.Length > JitLimits.InstructionsMax) throw new BailoutException(BailoutReason.TooManyInstructions, $"{job.Chunk.Code.Length} instructions");
        if (job.Chunk.LocalCount > JitLimits.LocalsMax) throw new BailoutException(BailoutReason.TooManyValues, $"{job.Chunk.LocalCount} locals");
        IrGraph graph = GraphBuilder.Build(job);
        foreach ((string name, PassSet @switch, Action<IrGraph> run) in Passes)
        {
            if ((job.Options.Off & @switch) != 0) continue;
            run(graph);
            CollectionPauses.GiveWay();
            if (Verifies) IrVerifier.Check(graph, name);
        }
        return graph;
    }

    private static CompileStatistics Count(CompileJob job, IrGraph graph, Allocator allocator)
    {
        int nodes = 0, guards = 0;
        for (int id = 0; id < graph.ValueCount; id++)
        {
            if (graph[id].Block < 0) continue;
            nodes++;
            if (IrOps.Is(graph[id].Op, IrTraits.Exits) && graph[id].Snapshot >= 0) guards++;
        }
        return new CompileStatistics
        {
            BytecodeInstructions = job.Chunk.Code.Length,
            IrNodes = nodes,
            Guards = guards,
            SpillSlots = allocator.FrameWords - 1,
        };
    }
}
