using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Platform.Persistence;

/// <summary>What one room adds to the shared model: its tables, keys and lengths.</summary>
public delegate void ModelPart(ModelBuilder model);
