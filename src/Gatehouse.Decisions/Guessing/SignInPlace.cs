using System.Runtime.InteropServices;

namespace Gatehouse.Decisions.Guessing;

/// <summary>Where somebody has signed in.</summary>
/// <param name="Subject">The user's number, or <see cref="GuessKeys.SubjectOf"/> a client that is no user.</param>
/// <param name="Address">The address, hashed under the site's key (<see cref="GuessKeys.OfAddress"/>).</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SignInPlace(long Subject, UInt128 Address);
