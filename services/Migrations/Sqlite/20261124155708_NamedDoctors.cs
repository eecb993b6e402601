using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CptsReferral.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class NamedDoctors : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Notice_ReferralId_ReferralVersion_Kind_Channel_Reminder",
                table: "Notice");

            migrationBuilder.AddColumn<Guid>(
                name: "GeneralPractitionerId",
                table: "Referral",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Referral_GeneralPractitionerId_SortKey",
                table: "Referral",
                columns: new[] { "GeneralPractitionerId", "SortKey" });

            migrationBuilder.CreateIndex(
                name: "IX_Notice_ReferralId_ReferralVersion_PersonId_Kind_Channel_Reminder",
                table: "Notice",
                columns: new[] { "ReferralId", "ReferralVersion", "PersonId", "Kind", "Channel", "Reminder" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Referral_GeneralPractitionerId_SortKey",
                table: "Referral");

            migrationBuilder.DropIndex(
                name: "IX_Notice_ReferralId_ReferralVersion_PersonId_Kind_Channel_Reminder",
                table: "Notice");

            migrationBuilder.DropColumn(
                name: "GeneralPractitionerId",
                table: "Referral");

            migrationBuilder.CreateIndex(
                name: "IX_Notice_ReferralId_ReferralVersion_Kind_Channel_Reminder",
                table: "Notice",
                columns: new[] { "ReferralId", "ReferralVersion", "Kind", "Channel", "Reminder" },
                unique: true);
        }
    }
}
