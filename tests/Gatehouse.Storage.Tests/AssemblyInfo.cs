using System.Runtime.Versioning;

// Modes of files, mounts and signals are those of Unix.
[assembly: UnsupportedOSPlatform("windows")]
