using ClaudeLang.Protocol;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Tiering;

namespace ClaudeLang.Node.Farm;

/// <summary>What the actors ask of the compile wing and the install wing. The payloads stay opaque to them.</summary>
public interface ICompiler
{
    /// <summary>The instruction set of this machine, as <see cref="NodeHello"/> tells it.</summary>
    string CpuLevel { get; }

    /// <summary>Does a small job once, so that the first real one does not pay for the start of the compiler itself.</summary>
    void WarmUp();

    /// <summary>A job for this machine, and the name of the image that it leads to.</summary>
    /// <param name="passesOff">What the optimizing compiler leaves out; other names than its own count for nothing.</param>
    (string Key, byte[] Job) MakeJob(CompileCandidate candidate, IReadOnlyList<string> passesOff);

    /// <summary>Any thread. Never throws for a bad job: that is a refusal.</summary>
    WorkerOutcome Compile(string key, byte[] job);

    /// <summary>Verifies an image and maps it on this machine.</summary>
    /// <exception cref="InstallRefusedException">It is not what its key says, or not safe to run, or there is no place for it.</exception>
    InstalledCode Install(string key, byte[] image, string origin, Chunk function);
}

/// <summary>Either an image or a reason.</summary>
public readonly record struct WorkerOutcome(byte[]? Image, RefusalReason Reason, string Detail)
{
    public static WorkerOutcome Of(byte[] image) =>
        image.Length <= Limits.PayloadBytesMax ? new(image, default, "") : Not(RefusalReason.TooLarge, $"the image has {image.Length} bytes");
    public static WorkerOutcome Not(RefusalReason reason, string detail) => new(null, reason, detail);
}

public sealed class InstallRefusedException(RefusalReason reason, string message) : Exception(message)
{
    public RefusalReason Reason { get; } = reason;
}
