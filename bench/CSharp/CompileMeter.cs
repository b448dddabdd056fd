using System.Diagnostics.Tracing;
using System.Reflection;
using System.Runtime;
using System.Runtime.CompilerServices;

namespace ClaudeLang.CSharp;

/// <summary>
/// Has every method of the programs compiled, once and fully optimised (the caller turns tiers off), and prints what the run time
/// counted: `compile METHODS IL-BYTES CODE-BYTES NANOSECONDS`.
/// </summary>
internal static class CompileMeter
{
    public static int Run(IReadOnlyList<Type> programs)
    {
        using var sizes = new SizeListener();
        (long methods, long il, TimeSpan time) = (JitInfo.GetCompiledMethodCount(), JitInfo.GetCompiledILBytes(), JitInfo.GetCompilationTime());
        sizes.IsCounting = true;
        foreach (Type program in programs) Compile(program);
        sizes.IsCounting = false;
        Console.WriteLine(
            $"compile {JitInfo.GetCompiledMethodCount() - methods} {JitInfo.GetCompiledILBytes() - il} {sizes.Bytes} {(long)(JitInfo.GetCompilationTime() - time).TotalNanoseconds}");
        return 0;
    }

    private static void Compile(Type type)
    {
        const BindingFlags all = BindingFlags.DeclaredOnly | BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        if (type.ContainsGenericParameters) return;
        foreach (MethodBase method in type.GetMethods(all).Cast<MethodBase>().Concat(type.GetConstructors(all)))
            if (!method.IsAbstract && !method.ContainsGenericParameters) RuntimeHelpers.PrepareMethod(method.MethodHandle);
        foreach (Type nested in type.GetNestedTypes(all)) Compile(nested);
    }

    /// <summary>Adds up the machine code that the run time says it made, on any thread.</summary>
    private sealed class SizeListener : EventListener
    {
        private const EventKeywords JitKeyword = (EventKeywords)0x10;
        private long _bytes;

        public bool IsCounting { get; set; }
        public long Bytes => Interlocked.Read(ref _bytes);

        protected override void OnEventSourceCreated(EventSource source)
        {
            if (source.Name == "Microsoft-Windows-DotNETRuntime") EnableEvents(source, EventLevel.Verbose, JitKeyword);
        }

        protected override void OnEventWritten(EventWrittenEventArgs written)
        {
            if (!IsCounting || written.EventName?.StartsWith("MethodLoadVerbose", StringComparison.Ordinal) != true) return;
            int at = written.PayloadNames!.IndexOf("MethodSize");
            if (at >= 0) Interlocked.Add(ref _bytes, (uint)written.Payload![at]!);
        }
    }
}
