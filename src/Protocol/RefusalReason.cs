namespace ClaudeLang.Protocol;

/// <summary>Why the farm or a node said no. The numbers travel: only add.</summary>
public enum RefusalReason
{
    /// <summary>The compiler cannot do this function; asking again is of no use.</summary>
    CannotCompile = 1,
    /// <summary>The job is not one, or names something this node does not have.</summary>
    BadJob = 2,
    /// <summary>The image or job is larger than a payload may be.</summary>
    TooLarge = 3,
    /// <summary>The compiler broke on it: a bug, worth a report.</summary>
    CompilerFault = 4,
    VersionMismatch = 5,
    /// <summary>No node of the cluster has the role that is needed.</summary>
    NoSuchRole = 6,
    /// <summary>The source text does not compile; the diagnostic is the message.</summary>
    BadProgram = 7,
    /// <summary>The image did not pass this node's verifier.</summary>
    ImageRejected = 8,
    /// <summary>The node is leaving.</summary>
    Leaving = 9,
    /// <summary>The node that asked has no memory for machine code, or none left.</summary>
    NoCodeMemory = 10,
}
