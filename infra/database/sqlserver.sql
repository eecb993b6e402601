-- The database on SQL Server: a login and a user for each host, and one that may change the schema. An administrator of the server runs it with sqlcmd,
-- as often as they like (docker-compose.yml does at every start):
--   sqlcmd -b -i infra/database/sqlserver.sql -v MIGRATE_PASSWORD=... GATEWAY_PASSWORD=... ROUTING_PASSWORD=... DESK_PASSWORD=... DELIVERY_PASSWORD=...
-- What the users may do with which table, the job grants when it migrates (--migrate).
IF DB_ID(N'CptsReferral') IS NULL CREATE DATABASE CptsReferral;
GO
-- A backup is of one instant, beside hosts that go on working.
IF EXISTS (SELECT 1 FROM sys.databases WHERE name = N'CptsReferral' AND snapshot_isolation_state = 0)
    ALTER DATABASE CptsReferral SET ALLOW_SNAPSHOT_ISOLATION ON;
GO

IF SUSER_ID(N'cpts_migrate') IS NULL CREATE LOGIN cpts_migrate WITH PASSWORD = N'$(MIGRATE_PASSWORD)', DEFAULT_DATABASE = CptsReferral;
ELSE ALTER LOGIN cpts_migrate WITH PASSWORD = N'$(MIGRATE_PASSWORD)';
IF SUSER_ID(N'cpts_gateway') IS NULL CREATE LOGIN cpts_gateway WITH PASSWORD = N'$(GATEWAY_PASSWORD)', DEFAULT_DATABASE = CptsReferral;
ELSE ALTER LOGIN cpts_gateway WITH PASSWORD = N'$(GATEWAY_PASSWORD)';
IF SUSER_ID(N'cpts_routing') IS NULL CREATE LOGIN cpts_routing WITH PASSWORD = N'$(ROUTING_PASSWORD)', DEFAULT_DATABASE = CptsReferral;
ELSE ALTER LOGIN cpts_routing WITH PASSWORD = N'$(ROUTING_PASSWORD)';
IF SUSER_ID(N'cpts_desk') IS NULL CREATE LOGIN cpts_desk WITH PASSWORD = N'$(DESK_PASSWORD)', DEFAULT_DATABASE = CptsReferral;
ELSE ALTER LOGIN cpts_desk WITH PASSWORD = N'$(DESK_PASSWORD)';
IF SUSER_ID(N'cpts_delivery') IS NULL CREATE LOGIN cpts_delivery WITH PASSWORD = N'$(DELIVERY_PASSWORD)', DEFAULT_DATABASE = CptsReferral;
ELSE ALTER LOGIN cpts_delivery WITH PASSWORD = N'$(DELIVERY_PASSWORD)';
GO

USE CptsReferral;
GO
-- A database that was brought from another server has the users and not their logins: WITH LOGIN ties them again.
IF USER_ID(N'cpts_migrate') IS NULL CREATE USER cpts_migrate FOR LOGIN cpts_migrate;
ALTER USER cpts_migrate WITH LOGIN = cpts_migrate, DEFAULT_SCHEMA = dbo;
IF USER_ID(N'cpts_gateway') IS NULL CREATE USER cpts_gateway FOR LOGIN cpts_gateway;
ALTER USER cpts_gateway WITH LOGIN = cpts_gateway, DEFAULT_SCHEMA = dbo;
IF USER_ID(N'cpts_routing') IS NULL CREATE USER cpts_routing FOR LOGIN cpts_routing;
ALTER USER cpts_routing WITH LOGIN = cpts_routing, DEFAULT_SCHEMA = dbo;
IF USER_ID(N'cpts_desk') IS NULL CREATE USER cpts_desk FOR LOGIN cpts_desk;
ALTER USER cpts_desk WITH LOGIN = cpts_desk, DEFAULT_SCHEMA = dbo;
IF USER_ID(N'cpts_delivery') IS NULL CREATE USER cpts_delivery FOR LOGIN cpts_delivery;
ALTER USER cpts_delivery WITH LOGIN = cpts_delivery, DEFAULT_SCHEMA = dbo;
GO

-- The tables are this user's to make, change and grant; the database, its users and its files are not. It sees who has which right.
GRANT CREATE TABLE, VIEW DEFINITION TO cpts_migrate;
GRANT CONTROL ON SCHEMA::dbo TO cpts_migrate;
GO
