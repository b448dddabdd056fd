using ClaudeLang.Vm.Bytecode;

namespace ClaudeLang.Vm.Tiering;

/// <summary>What happened to a function's code. Told to whoever follows a run, at once and on the thread where it happens.</summary>
public abstract record TierEvent(Chunk Function)
{
    /// <param name="Turns">Calls and back-edges that led to it.</param>
    /// <param name="By">Who compiled it, see <see cref="InstalledCode"/>.</param>
    public sealed record Compiled(Chunk Function, CodeTier Tier, int EntryPc, int CodeBytes, double Ms, long Turns, string By) : TierEvent(Function);

    /// <param name="Why">For people.</param>
    public sealed record BailedOut(Chunk Function, CodeTier Tier, int EntryPc, string Why) : TierEvent(Function);

    /// <param name="Instead">Of which code it takes the place; null: of the interpreter.</param>
    public sealed record Installed(Chunk Function, InstalledCode Code, CodeTier? Instead) : TierEvent(Function);

    /// <param name="Tier">Whose guard failed.</param>
    /// <param name="File">Where the function is written.</param>
    /// <param name="Pc">The instruction that the interpreter goes on with.</param>
    /// <param name="Reason">Number of the deopt reason, as the site has it.</param>
    /// <param name="Count">Guards of this piece of code that failed so far, this one included.</param>
    /// <param name="CountHere">Guards of this instruction that failed so far, in whatever code of the tier.</param>
    /// <param name="CountMax">The count that ends this code.</param>
    public sealed record Deoptimized(Chunk Function, CodeTier Tier, string File, int Pc, int Reason, int Count, int CountHere, int CountMax) : TierEvent(Function);

    /// <param name="Deopts">Guards of it that failed.</param>
    /// <param name="Count">Withdrawals of the function's code of this tier so far.</param>
    /// <param name="IsLast">It is not compiled again.</param>
    /// <param name="FallsTo">How the function goes on.</param>
    public sealed record Withdrawn(Chunk Function, CodeTier Tier, int Deopts, int Count, bool IsLast, ExecutionMode FallsTo) : TierEvent(Function);
}
