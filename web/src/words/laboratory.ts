/** How people call what a laboratory measures. */
export const parameterWords: Readonly<Record<string, readonly string[]>> = {
  sulphur: ["sulphur", "sulfur"],
  ron: ["octane", "ron"],
  density_15c: ["density"],
  cetane_index: ["cetane"],
  flash_point: ["flash", "flash point"],
  reid_vapour_pressure: ["rvp", "vapour", "vapor", "vapour pressure"],
  kinematic_viscosity: ["viscosity"],
};
